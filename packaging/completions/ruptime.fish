# SPDX-License-Identifier: ISC
# Completion of ruptime(1) in fish: options, what they take, and host names
# from where fish has them (known_hosts among others) and from the hosts file.

# The words of the file that a bare ruptime reads.
function __ruptime_listed
    set -l file $RUPTIME_HOSTS
    if test -z "$file"
        set file ~/.config/ruptime/hosts
        test -n "$XDG_CONFIG_HOME"; and set file $XDG_CONFIG_HOME/ruptime/hosts
        test -e "$file"; or set file /etc/ruptime/hosts
    end
    test -r "$file"; or return
    string replace -r '#.*' '' <$file | string match -ra '\S+'
end

# The commas of a list part hosts, those of a range do not.
function __ruptime_hosts
    set -l head (string match -r '^(?:[^][]|\[[^]]*\])*,' -- (commandline -ct))
    for name in (__fish_print_hostnames) (__ruptime_listed)
        echo "$head$name"
    end
end

complete -c ruptime -f
complete -c ruptime -f -a '(__ruptime_hosts)'
complete -c ruptime -s 4 -l ipv4 -d 'Use IPv4 only'
complete -c ruptime -s 6 -l ipv6 -d 'Use IPv6 only'
complete -c ruptime -s a -l all -d 'Nothing: all are shown anyway'
complete -c ruptime -s C -l critical -x -d 'Of -o nagios: critical above these loads'
complete -c ruptime -s c -l count -x -d 'With -i, end after so many rounds'
complete -c ruptime -l color -f -a 'auto always never' -d 'Colour'
complete -c ruptime -s D -l down -d 'Print only the names of those that are not up'
complete -c ruptime -s e -l command -x -a "'ssh -o BatchMode=yes %h uptime'" -d 'Ask by a command'
complete -c ruptime -s F -l fanout -x -d 'Ask so many at once'
complete -c ruptime -s f -l file -r -F -d 'Ask the hosts in the file as well'
complete -c ruptime -l forget -x -a '(__ruptime_hosts)' -d 'Forget when they were up'
complete -c ruptime -s h -l help -d 'Print a summary of the options'
complete -c ruptime -s i -l interval -x -d 'Ask again each so many seconds'
complete -c ruptime -s l -l by-load -d 'Sort by load'
complete -c ruptime -s n -l numeric -d 'Show what is found in networks by its address'
complete -c ruptime -s O -l write -r -F -d 'Write a whole file there'
complete -c ruptime -s o -l output -x -a 'table raw json prometheus nagios' -d 'Print it as'
complete -c ruptime -s p -l port -x -a '4000 ruptime' -d 'Port or service to ask'
complete -c ruptime -s R -l retries -x -d 'Try again so often'
complete -c ruptime -s r -l reverse -d 'Sort the other way round'
complete -c ruptime -s T -l timeout -x -d 'Seconds for all attempts at a host'
complete -c ruptime -s t -l by-uptime -d 'Sort by the time that they are up'
complete -c ruptime -s U -l up -d 'Print only the names of those that are up'
complete -c ruptime -s u -l by-users -d 'Sort by users'
complete -c ruptime -s V -l version -d 'Print the version'
complete -c ruptime -s v -l verbose -d 'Tell why hosts are not up; twice, of each attempt'
complete -c ruptime -s W -l warning -x -d 'Of -o nagios: warning above these loads'
complete -c ruptime -s w -l wait -d 'Wait until each host answers'
complete -c ruptime -s x -l exclude -x -a '(__ruptime_hosts)' -d 'Leave these out'
