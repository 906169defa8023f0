#!/bin/sh
# What asan-recovery.service does, without our Node: a reboot once a day at most, else a page that says why.
# systemd tells which unit failed, and how [systemd.exec(5), MONITOR_SERVICE_RESULT].
set -eu

here=$(dirname "$0")
stamp=${STATE_DIRECTORY:-/var/lib/asan-recovery}/rebooted
day=86400

case "${MONITOR_SERVICE_RESULT:-}${MONITOR_EXIT_STATUS:-}" in
  # Exit code 2: a file of the technician's is malformed, and a reboot does not mend it.
  exit-code2) code=SVC-103 ;;
  *) code=SVC-104 ;;
esac

case "${1:-}" in
  reboot-once-a-day)
    # When the page is started anew nothing has failed again.
    [ -n "${MONITOR_SERVICE_RESULT:-}" ] && [ "$code" = SVC-104 ] || exit 0
    # A clock that went back counts as another day; the file is durable before the reboot.
    now=$(date +%s)
    then=$(cat "$stamp" 2>/dev/null || echo 0)
    age=$((now - then))
    [ "$age" -lt 0 ] || [ "$age" -ge "$day" ] || exit 0
    echo "$now" >"$stamp.new"
    sync "$stamp.new"
    mv "$stamp.new" "$stamp"
    sync "${stamp%/*}"
    echo "<3>SVC-104: ${MONITOR_UNIT:-a unit} was given up (${MONITOR_SERVICE_RESULT:-unknown}); rebooting, once a day at most" >&2
    exec systemctl reboot --no-block
    ;;
  show)
    kept=${RUNTIME_DIRECTORY:?}/code
    if [ -n "${MONITOR_SERVICE_RESULT:-}" ]; then echo "$code" >"$kept"; else code=$(cat "$kept" 2>/dev/null || echo "$code"); fi
    echo "<3>$code: ${MONITOR_UNIT:-a unit} was given up (${MONITOR_SERVICE_RESULT:-unknown}); the screen says so" >&2
    exec cage -d -- /usr/lib/chromium/chromium --ozone-platform=wayland --kiosk --no-first-run --disable-gpu --incognito \
      --user-data-dir="$RUNTIME_DIRECTORY/browser" "file://$(readlink -f "$here")/out-of-service.html#$code"
    ;;
  *)
    echo "usage: $0 reboot-once-a-day | show" >&2
    exit 2
    ;;
esac
