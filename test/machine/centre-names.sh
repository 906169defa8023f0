#!/bin/bash
# The name server of the emulated centre, on the machine itself because nothing else is on its network: every name has the address of the
# office, and nothing else is known of it [RFC 1035, 4.1]. With `install ADDRESS` it makes a unit of itself.
# `-t 15`: after a question, socat waits 0.5 s for the answer and no longer. An emulated machine at work needs more.
if [ "$1" = install ]; then
  chmod +x "$0"
  printf '[Service]\nEnvironment=OFFICE=%s\nExecStart=/usr/bin/socat -t 15 UDP4-RECVFROM:53,bind=127.0.0.1,fork EXEC:%s\n[Install]\nWantedBy=multi-user.target\n' "$2" "$0" \
    > /etc/systemd/system/centre-names.service
  rm -f /etc/resolv.conf
  echo 'nameserver 127.0.0.1' > /etc/resolv.conf
  systemctl daemon-reload && systemctl enable --now centre-names
  exit
fi
asked=$(dd bs=512 count=1 2> /dev/null | od -An -v -tx1 | tr -d ' \n')
# The question goes from behind the head to its type and class; what follows is none of it.
at=24
while [ "${asked:at:2}" != 00 ] && [ $at -lt ${#asked} ]; do at=$((at + 2 + 2 * 0x${asked:at:2})); done
question=${asked:24:at-14}
answers=0000
record=
if [ "${question: -8}" = 00010001 ]; then
  answers=0001
  record=c00c000100010000003c0004$(printf '%02x' ${OFFICE//./ })
fi
printf "$(sed 's/../\\x&/g' <<< "${asked:0:4}85800001${answers}00000000${question}${record}")"
