# SPDX-License-Identifier: ISC
# shellcheck shell=bash
# shellcheck disable=SC2034 # SERVERS and ARGV are run.sh's
#
# The servers that are compared: what each needs, how it is started with its
# best settings, and how much of it a test machine can bear. Sourced by run.sh,
# which sets BUILD, TMP and LINE (an uptime line, for those that have it fixed).

SERVERS=(ruptimed nginx bareloop tcpserver socat)

# Why the server cannot be run here; nothing where it can.
server_missing()
{
	case $1 in
	ruptimed | bareloop) ;;
	nginx)
		command -v nginx >/dev/null || echo "not installed"
		nginx_stream >/dev/null || echo "has no stream module"
		;;
	*)
		command -v "$1" >/dev/null || echo "not installed"
		;;
	esac 2>/dev/null | head -n 1
}

# The concurrencies that it is measured at. A process for each of 4,000 clients
# is more than a test machine should be asked for.
server_concurrencies()
{
	case $1 in
	tcpserver | socat) echo 1 8 64 512 ;;
	*) echo 1 8 64 512 4000 ;;
	esac
}

# What its replies must be, as the load generator's -m.
server_mode()
{
	case $1 in
	nginx | bareloop) echo "exact:$LINE" ;;
	*) echo uptime ;;
	esac
}

# The line that loads nginx's stream module, empty where it is built in.
nginx_stream()
{
	local flags path

	flags=$(nginx -V 2>&1)
	case $flags in
	*--with-stream=dynamic*)
		path=${flags#*--modules-path=}
		path=${path%% *}/ngx_stream_module.so
		[ -e "$path" ] && echo "load_module $path;"
		;;
	*--with-stream*) ;;
	*) return 1 ;;
	esac
}

nginx_config()
{
	cat <<-END
	$(nginx_stream)
	daemon off;
	worker_processes 1;
	worker_rlimit_nofile 8400;
	error_log stderr;
	pid $TMP/nginx.pid;
	events { worker_connections 8192; }
	stream {
		server {
			listen $1 backlog=4096;
			return "$LINE\n";
		}
	}
	END
}

# Sets ARGV to the command that serves the port; ruptimed gets what follows.
# usage: server_argv name port [argument...]
server_argv()
{
	local name=$1 port=$2

	shift 2
	case $name in
	ruptimed) ARGV=("$BUILD/ruptimed" -f -p "$port" "$@") ;;
	bareloop) ARGV=("$BUILD/bench/bareloop" "$port" "$LINE"$'\n') ;;
	nginx)
		nginx_config "$port" >"$TMP/nginx.conf"
		ARGV=(nginx -e stderr -p "$TMP" -c "$TMP/nginx.conf")
		;;
	tcpserver)
		# Without -H, -R and -l it would look each client up.
		ARGV=(tcpserver -HRl0 -c 4096 -b 4096 0 "$port" uptime)
		;;
	tcpserver-defaults) ARGV=(tcpserver -HRl0 0 "$port" uptime) ;;
	socat)
		ARGV=(socat "TCP4-LISTEN:$port,reuseaddr,fork,backlog=4096"
		    EXEC:uptime)
		;;
	esac
}

# The processes that stay, of the server whose first process is the second
# argument: nginx has a worker too.
server_pids()
{
	echo "$2"
	[ "$1" != nginx ] || pgrep -P "$2"
}
