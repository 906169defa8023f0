#!/bin/sh
# Looks up the hosts that the profile has by name, and puts their addresses into the firewall in one transaction. If a lookup fails, the host
# keeps its former addresses, so a missing name server closes no open way. The unit asan-hosts.service runs this script.
set -eu

list=${1:-/etc/asan-kiosk/allowed-hosts}
kept=${RUNTIME_DIRECTORY:-/run/asan-hosts}
mkdir -p "$kept"
rm -f "$kept"/*.new

# The kernel accepts a range of ports over a single port. It refuses a single port inside an existing range (File exists), and with it the
# whole transaction. So ranges are added last.
four=
six=
four_any=
six_any=
while read -r name port; do
  case "$name" in '' | '#'*) continue ;; esac
  case "$name$port" in *[!A-Za-z0-9.-]*) continue ;; esac
  its=$kept/$name.new
  if [ -f "$its" ]; then
    : # The same name with another port.
  elif found=$(getent ahosts "$name" | cut -d' ' -f1 | sort -u) && [ -n "$found" ]; then
    echo "$found" >"$its"
  else
    echo "<4>$name has no address now; its former addresses stay" >&2
    its=$kept/$name
  fi
  [ -f "$its" ] || continue
  while read -r address; do
    case "$address/$port" in
      *:*/0) six_any="$six_any $address . 0-65535," ;;
      */0) four_any="$four_any $address . 0-65535," ;;
      *:*) six="$six $address . $port," ;;
      *) four="$four $address . $port," ;;
    esac
  done <"$its"
done <"$list"
four=$four$four_any
six=$six$six_any

{
  echo 'flush set inet asan_kiosk named4'
  echo 'flush set inet asan_kiosk named6'
  [ -z "$four" ] || echo "add element inet asan_kiosk named4 { ${four%,} }"
  [ -z "$six" ] || echo "add element inet asan_kiosk named6 { ${six%,} }"
} | nft -f -

# The kept file has the addresses of the firewall. `doctor` compares both.
for its in "$kept"/*.new; do
  [ ! -f "$its" ] || mv "$its" "${its%.new}"
done
