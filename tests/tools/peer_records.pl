#!/usr/bin/perl
# SPDX-License-Identifier: ISC
# Answers of DNS, multicast or not, that no server or responder gives, for the
# behaviour tests, in a room of its own (peer_room).
#
#   peer_records.pl dns VICE               serves 127.0.0.1 port 53
#   peer_records.pl mdns VICE [NAME=VALUE...]  by eth0, IPv4 and IPv6
#
# It prints "ready", and then the number of each query and whom it was for. The
# host of its records is one.lab or alpha.local, at port 4000. How mdns answers:
#   from=ADDRESS  from this address of another interface
#   port=NUMBER   from this port in place of 5353
#   a=ADDRESS     that the host has
#   name=NAME     of the host, in place of alpha
# The many have those of 10.77.0.0/16.
use strict;
use warnings;
use Socket qw(:all);
use IO::Select;

my ($mode, $vice, @more) = @ARGV;
my %option = (port => 5353, name => 'alpha', a => '192.0.2.2',
    map { split /=/, $_, 2 } @more);
my ($A, $CNAME, $PTR, $SRV, $AAAA) = (1, 5, 12, 33, 28);
my $mdns = $mode eq 'mdns';
my $service = $mdns ? '_ruptime._tcp.local' : '_ruptime._tcp.lab';
my $host = $mdns ? "$option{name}.local" : 'one.lab';
my $queries = 0;

alarm 120;
$| = 1;

# Names are lists of labels, which may be any bytes.
sub name {
	return join('', map { pack('C/a*', $_) } @_) . "\0";
}

sub dotted {
	return name(split /\./, shift);
}

sub record {
	my ($owner, $type, $data) = @_;
	return $owner . pack('nnNn/a*', $type, 1, 10, $data);
}

sub srv {
	my ($owner, $target, $port) = @_;
	return record($owner, $SRV, pack('nnn', 0, 0, $port // 4000) . $target);
}

sub message {
	my ($q, $flags, $answers, $counts) = @_;
	return pack('nnnnnn', $q->{id}, $flags, 1, $counts // scalar @$answers, 0, 0) .
	    $q->{question} . join('', @$answers);
}

# The name is left as it is on the wire.
sub parse {
	my $packet = shift;
	my ($id, $flags) = unpack('nn', $packet);
	my $at = 12;
	my @labels;
	while ((my $n = ord(substr($packet, $at, 1))) != 0) {
		push @labels, substr($packet, $at + 1, $n);
		$at += $n + 1;
	}
	my $type = unpack('n', substr($packet, $at + 1, 2));
	return { id => $id, type => $type, name => join('.', @labels),
		wire => substr($packet, 12, $at - 11),
		question => substr($packet, 12, $at - 7) };
}

# What leads to one host: the records of an instance, or those of a service.
sub leads_to {
	my ($target, $label, $port) = @_;
	return srv(dotted($service), $target, $port) unless $mdns;
	my $instance = name($label // $option{name}, split /\./, $service);
	return (record(dotted($service), $PTR, $instance),
		srv($instance, $target, $port));
}

sub address {
	return record($_[0] // dotted($host), $A, inet_aton($option{a}));
}

sub good {
	return (leads_to(dotted($host)), $mdns ? address() : ());
}

# As long as a message can be; the last record is filling.
sub long_message {
	my ($q, $max) = @_;
	my @answers = good();
	my $len = length(message($q, 0x8400, \@answers));
	my $fill = $max - $len - length(dotted('x.lab')) - 10;
	return message($q, 0x8400,
	    [@answers, record(dotted('x.lab'), 16, 'x' x $fill)]);
}

# Each question gets what it asks for and nothing else.
sub one_by_one {
	my $q = shift;
	my @of = grep { ($_->[0] == $q->{type}) }
	    ([$PTR, (good())[0]], [$SRV, (good())[1]], [$A, address()]);
	return map { message($q, 0x8400, [$_->[1]]) } @of;
}

# Made before anybody asks, who waits for a second.
my @crowd;
@crowd = map {
	my $i = $_;
	[map {
		my $target = dotted("node$_.local");
		(leads_to($target, "node$_"), record($target, $A,
		    pack("C4", 10, 77, $_ >> 8, $_ & 255)));
	} $i * 100 .. $i * 100 + 99]
} 0 .. 49 if $vice eq 'many';

sub many {
	my $q = shift;
	return map { message($q, 0x8400, $_) } @crowd;
}

# In its answer, and behind an escape, a label is any bytes.
my @strange = ('-oProxyCommand=x', '../x', "\e[31mred", "a\0b", 'a b', 'a.b',
    "\\", "\xff", "\e]0;title\a");

sub strange {
	return map { (leads_to(name($_, "local"), $_),
	    $mdns ? address(name($_, "local")) : ()) } @strange;
}

my %answer = (
	good => sub { message($_[0], 0x8400, [good()]) },
	servfail => sub { message($_[0], 0x8182, []) },
	refused => sub { message($_[0], 0x8185, []) },
	silent => sub { () },
	# A name that is a pointer to itself, by way of another one.
	loop => sub {
		my $at = 12 + length($_[0]{question});
		message($_[0], 0x8400, [record(pack('nn', 0xc000 + $at + 2,
			0xc000 + $at), $SRV, "\0\0\0\0\x0f\xa0" .
			dotted($host))], 1);
	},
	target_loop => sub {
		my $owner = $_[0]{wire};
		my $at = 12 + length($_[0]{question}) + length($owner) + 16;
		message($_[0], 0x8400, [srv($owner, pack('n', 0xc000 + $at))]);
	},
	counts => sub { message($_[0], 0x8400, [good()], 65535) },
	early => sub { substr(message($_[0], 0x8400, [good()]), 0, -7) },
	escapes => sub {
		message($_[0], 0x8400, [map { leads_to(name($_, 'local')) }
		    ("\\" x 63, "\xff" x 63, '\\046' x 15)]);
	},
	strange => sub { message($_[0], 0x8400, [strange()]) },
	strange_and_good => sub { message($_[0], 0x8400, [good(), strange()]) },
	# dns only.
	cname => sub {
		message($_[0], 0x8180, [record($_[0]{wire}, $CNAME,
		    dotted('_s._tcp.hoster.lab')),
		    srv(dotted('_s._tcp.hoster.lab'), dotted($host))]);
	},
	cut => sub { message($_[0], 0x8380, []) },
	cut_and_silent => sub { $_[1] ? () : message($_[0], 0x8380, []) },
	broken_off => sub {
		message($_[0], $_[1] ? 0x8180 : 0x8380, [$_[1] ? good() : ()]);
	},
	long => sub {
		$_[1] ? long_message($_[0], 65535) : message($_[0], 0x8380, []);
	},
	# mdns only.
	long_packet => sub { long_message($_[0], 65507) },
	one_by_one => \&one_by_one,
	many => \&many,
	# Each packet of its own, the last record first.
	parts => sub {
		my $q = shift;
		map { message($q, 0x8400, [$_]) } reverse good();
	},
	first_lost => sub { $queries > 2 ? message($_[0], 0x8400, [good()]) : () },
	other_id => sub {
		my %q = (%{$_[0]}, id => $_[0]{id} ^ 1);
		message(\%q, 0x8400, [good()]);
	},
	other_question => sub {
		my %q = (%{$_[0]}, question => dotted('_http._tcp.local') .
		    pack('nn', $PTR, 1));
		message(\%q, 0x8400, [good()]);
	},
	other_service => sub {
		my $other = dotted('_http._tcp.local');
		my $instance = name('alpha', '_http', '_tcp', 'local');
		message($_[0], 0x8400, [record($other, $PTR, $instance),
		    srv($instance, dotted($host)), address()]);
	},
	query => sub { message($_[0], 0, [good()]) },
	good_bye => sub {
		my @bye = map { my $r = $_; $r } good();
		s/\0\0\0\x0a/\0\0\0\0/ for @bye;
		message($_[0], 0x8400, \@bye);
	},
	loopback => sub {
		message($_[0], 0x8400, [leads_to(dotted($host)),
		    record(dotted($host), $A, inet_aton('127.0.0.1'))]);
	},
);
my $give = $answer{$vice // ''} or die "peer_records: no such vice\n";

sub tell_query {
	my $q = shift;
	$queries++;
	print "$queries $q->{type} $q->{name}\n";
	return $q;
}

sub udp {
	my ($family, $address, $port) = @_;
	socket(my $s, $family, SOCK_DGRAM, 0) or die "socket: $!\n";
	setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1);
	setsockopt($s, 41, 26, 1) if $family == AF_INET6;    # IPV6_V6ONLY
	setsockopt($s, SOL_SOCKET, SO_SNDBUF, 1 << 20);
	bind($s, $family == AF_INET ?
	    pack_sockaddr_in($port, inet_pton($family, $address)) :
	    pack_sockaddr_in6($port, inet_pton($family, $address))) or
	    die "bind: $!\n";
	return $s;
}

sub index_of {
	my ($s, $name) = @_;
	my $ifreq = pack('a16 x24', $name);
	ioctl($s, 0x8933, $ifreq) or die "$name: $!\n";    # SIOCGIFINDEX
	return unpack('x16 i', $ifreq);
}

sub join_groups {
	my ($v4, $v6) = @_;
	my $index = index_of($v4, 'eth0');
	setsockopt($v4, IPPROTO_IP, IP_ADD_MEMBERSHIP,
	    inet_aton('224.0.0.251') . INADDR_ANY . pack('i', $index)) or
	    die "224.0.0.251: $!\n";
	setsockopt($v6, 41, 20,
	    inet_pton(AF_INET6, 'ff02::fb') . pack('I', $index)) or
	    die "ff02::fb: $!\n" if $v6;
}

sub serve_tcp {
	my $listener = shift;
	accept(my $client, $listener) or return;
	sysread($client, my $head, 2) == 2 or return;
	sysread($client, my $packet, unpack('n', $head));
	my @answers = $give->(tell_query(parse($packet)), 1);
	sleep 30 unless @answers;
	my $stream = join('', map { pack('n/a*', $_) } @answers);
	chop $stream if $vice eq 'broken_off';
	syswrite($client, $stream);
}

my (@sockets, $tcp, $other);
if ($mdns) {
	@sockets = (udp(AF_INET, '0.0.0.0', 5353));
	push @sockets, udp(AF_INET6, '::', 5353) unless $option{from} ||
	    $option{port} != 5353 || ! -e "/proc/net/if_inet6";
	join_groups(@sockets);
	$other = udp(AF_INET, $option{from} // '0.0.0.0', $option{port})
	    if $option{from} || $option{port} != 5353;
} else {
	@sockets = (udp(AF_INET, '127.0.0.1', 53));
	socket($tcp, AF_INET, SOCK_STREAM, 0);
	setsockopt($tcp, SOL_SOCKET, SO_REUSEADDR, 1);
	bind($tcp, pack_sockaddr_in(53, INADDR_LOOPBACK)) or die "tcp: $!\n";
	listen($tcp, 5);
}
print "ready\n";

my $select = IO::Select->new(@sockets, $tcp // ());
while (my @ready = $select->can_read) {
	for my $s (@ready) {
		if (defined $tcp && $s == $tcp) {
			serve_tcp($tcp);
			next;
		}
		my $from = recv($s, my $packet, 65535, 0) // next;
		next if unpack('x2 n', $packet) & 0x8000;
		my $q = tell_query(parse($packet));
		next if $mdns && $vice ne 'one_by_one' &&
		    $q->{name} ne $service;
		for my $reply ($give->($q, 0)) {
			send(sockaddr_family($from) == AF_INET && $other || $s,
			    $reply, 0, $from) // warn "send: $!\n";
		}
	}
}
