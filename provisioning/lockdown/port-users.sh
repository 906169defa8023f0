#!/bin/sh
# Puts users into the firewall that may connect to the ports of the kiosk over loopback. They are the kiosk, its browser, and members of the
# groups sudo and asan-kiosk-admin. The rules already name root. The unit asan-firewall.service runs this script.
# After a change of a group: `systemctl reload asan-firewall`.
set -eu

members() {
  entry=$(getent group "$1") || return 0
  echo "${entry##*:}" | tr ',' ' '
}

# The rules of an earlier version do not have this set.
nft list set inet asan_kiosk port_users >/dev/null 2>&1 || exit 0

uids=
for name in asan-kiosk asan-glass $(members sudo) $(members asan-kiosk-admin); do
  if ! uid=$(id -u "$name" 2>/dev/null); then
    echo "<4>there is no user $name" >&2
  # Debian gives these ids to system accounts without logins, such as games. No technician adds such an account to a group.
  elif [ "$uid" -gt 0 ] && [ "$uid" -lt 100 ] || [ "$uid" -eq 65534 ]; then
    echo "<4>$name is an account of the system, and may not connect to the kiosk" >&2
  else
    uids="$uids $uid,"
  fi
done
[ -z "$uids" ] || nft add element inet asan_kiosk port_users "{ ${uids%,} }"
