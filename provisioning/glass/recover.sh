#!/bin/sh
# asan-recovery.service runs this without the Node of the package. It reboots once a day at most. Otherwise it shows a page with the reason.
# Two units start it by OnFailure=. So systemd does not say which unit failed [systemd.exec(5), MONITOR_SERVICE_RESULT], and this script asks.
set -eu

here=$(dirname "$0")
stamp=${STATE_DIRECTORY:-/var/lib/asan-recovery}/rebooted
kept=${RUNTIME_DIRECTORY:?}/why
day=86400

# Prints the unit that systemd no longer restarts, its result and its exit code.
given_up() {
  for unit in asan-kiosk.service asan-glass.service; do
    [ "$(systemctl show -P ActiveState "$unit")" = failed ] || continue
    echo "$unit $(systemctl show -P Result "$unit") $(systemctl show -P ExecMainStatus "$unit")"
    return
  done
  echo "a-unit unknown 0"
}

case "${1:-}" in
  reboot-once-a-day)
    # The file exists if only this page was restarted. Then no unit failed again.
    [ ! -e "$kept" ] || exit 0
    given_up >"$kept"
    chmod 0644 "$kept"
    read -r unit result status <"$kept"
    # Exit code 2: a file of the technician is malformed; 3: the machine is not provisioned. A reboot repairs neither.
    case "$result $status" in unknown* | "exit-code 2" | "exit-code 3") exit 0 ;; esac
    # A clock that was set back counts as another day. The file is synced to disk before the reboot.
    now=$(date +%s)
    then=$(cat "$stamp" 2>/dev/null || echo 0)
    age=$((now - then))
    [ "$age" -lt 0 ] || [ "$age" -ge "$day" ] || exit 0
    echo "$now" >"$stamp.new"
    sync "$stamp.new"
    mv "$stamp.new" "$stamp"
    sync "${stamp%/*}"
    echo "<3>SVC-104: $unit was given up ($result); rebooting, once a day at most" >&2
    exec systemctl reboot --no-block
    ;;
  show)
    read -r unit result status <"$kept"
    case "$result $status" in "exit-code 2") code=SVC-103 ;; "exit-code 3") code=SVC-106 ;; *) code=SVC-104 ;; esac
    echo "<3>$code: $unit was given up ($result); the screen says so" >&2
    # Chromium does not start without a home: its crash handler keeps a folder there.
    export HOME="$RUNTIME_DIRECTORY"
    exec cage -d -- /usr/lib/chromium/chromium --ozone-platform=wayland --kiosk --no-first-run --disable-gpu --incognito \
      --user-data-dir="$RUNTIME_DIRECTORY/browser" "file://$(readlink -f "$here")/out-of-service.html#$code"
    ;;
  *)
    echo "usage: $0 reboot-once-a-day | show" >&2
    exit 2
    ;;
esac
