#!/bin/sh
# The GPIO chip of the emulated board: `kiosk-board`, with the lines of a cabinet on it. With `install` it makes a unit of itself that is there
# before the kiosk is, as the chip of a real board is. Contacts are pulled to ground and lights are switched by the kiosk.
if [ "$1" = install ]; then
  install -D -m 644 /root/gpio-sim.ko "/lib/modules/$(uname -r)/extra/gpio-sim.ko"
  chmod +x "$0"
  printf '[Unit]\nDefaultDependencies=no\nBefore=sysinit.target\nRequiresMountsFor=/sys/kernel/config\n[Service]\nType=oneshot\nRemainAfterExit=yes\nExecStart=%s\n[Install]\nWantedBy=sysinit.target\n' "$0" \
    > /etc/systemd/system/kiosk-board.service
  systemctl daemon-reload && systemctl enable --now kiosk-board
  exit
fi
modprobe configfs
insmod "/lib/modules/$(uname -r)/extra/gpio-sim.ko"
mountpoint -q /sys/kernel/config || mount -t configfs none /sys/kernel/config
chip=/sys/kernel/config/gpio-sim/board/bank0
mkdir -p "$chip"
echo 9 > "$chip/num_lines"
echo kiosk-board > "$chip/label"
nth=0
for name in door presence status attention readerLight terminalLight notesLight printerLight serviceKey; do
  mkdir "$chip/line$nth"
  echo "$name" > "$chip/line$nth/name"
  nth=$((nth + 1))
done
echo 1 > /sys/kernel/config/gpio-sim/board/live
