#!/bin/sh
# Looks up the hosts that the profile has by name, and puts their addresses into the firewall, all at once. A name that cannot be looked
# up now keeps the addresses of before: a name server that is away closes nothing that was open. Run by asan-hosts.service.
set -eu

list=${1:-/etc/asan-kiosk/allowed-hosts}
kept=${RUNTIME_DIRECTORY:-/run/asan-hosts}
mkdir -p "$kept"
rm -f "$kept"/*.new

# The kernel takes a range of ports over one of them, and no port within a range that is there (File exists), and then nothing at all of
# what is to be done at once: ranges go last.
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
    echo "<4>$name has no address now; those of before stay" >&2
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

# The kept file has the addresses that the firewall has: doctor compares the two.
for its in "$kept"/*.new; do
  [ ! -f "$its" ] || mv "$its" "${its%.new}"
done
