/**
 * Where an installed kiosk keeps what, and whose it is: the one list that the package, the units, `provision`, `doctor` and the guide
 * have it from. FHS 3.0: what the package brings is in /usr, what a technician decides in /etc, what the kiosk writes in /var/lib.
 */
export const INSTALLED = {
  /** The package's own, with the Node that it brings. */
  root: '/usr/lib/asan-kiosk',
  node: '/usr/lib/asan-kiosk/node/bin/node',
  command: '/usr/bin/asan-kiosk',

  /** What a technician decides; belongs to root. */
  config: '/etc/asan-kiosk',
  profile: '/etc/asan-kiosk/profile.yaml',
  /** By whose key orders are believed (minisign). */
  orderKey: '/etc/asan-kiosk/provision.pub',
  /** Which order this machine was made by: an older one is not taken any more. */
  orderTaken: '/etc/asan-kiosk/provisioned.json',
  /** Which machine `provision` has closed: the kiosk serves on no other. */
  machine: '/etc/asan-kiosk/machine',
  /** The authorities of the office, as it named them when the kiosk was enrolled. */
  officeCa: '/etc/asan-kiosk/office-ca.pem',
  officeSeal: '/etc/asan-kiosk/office-seal.pem',
  /** For the devices of the profile; the package's own know models, not cabinets. */
  deviceRules: '/etc/udev/rules.d/71-asan-kiosk-devices.rules',

  /** What closes the machine around the kiosk, made of the profile. */
  firewall: '/etc/asan-kiosk/firewall.nft',
  allowedNames: '/etc/asan-kiosk/allowed-hosts',
  kioskDropIn: '/etc/systemd/system/asan-kiosk.service.d/50-profile.conf',
  socketDropIn: '/etc/systemd/system/asan-kiosk.socket.d/50-profile.conf',
  browserPolicy: '/etc/chromium/policies/managed/asan-kiosk.json',
  usbRules: '/etc/usbguard/rules.d/70-asan-kiosk.conf',
  /** How GRUB starts the machine: its words for the kernel, its menu, and the hash of the password that opens the menu. */
  grubSettings: '/etc/default/grub.d/zz-asan-kiosk.cfg',
  grubMenu: '/etc/grub.d/09_asan-kiosk',
  bootPassword: '/etc/asan-kiosk/boot-password',
  /** Where no network is by radio: keeps Wi-Fi from being loaded. */
  wifiRule: '/etc/modprobe.d/asan-kiosk-wifi.conf',

  /** What the kiosk writes; the folder is its user's. */
  state: '/var/lib/asan-kiosk',
  ledger: '/var/lib/asan-kiosk/ledger.db',
  /** When the machine was started anew because nothing else helped. */
  recovery: '/var/lib/asan-recovery',
  /** A copy of every setting of the machine, as it was when the kiosk was provisioned. Root alone reads it. */
  settings: '/var/lib/asan-settings',
  /** The start page with the key of the glass. */
  glass: '/var/lib/asan-kiosk/glass',
  /** Root's: what provisioning changed, as it was before, and answers that were not yet used. */
  provisioning: '/var/lib/asan-kiosk/provision',
  startPage: '/var/lib/asan-kiosk/glass/start.html',
  /** Debian's own way to it adds flags that load extensions. */
  browser: '/usr/lib/chromium/chromium',
  /** What the browser shows while there is no start page, or nothing at all of the kiosk. */
  outOfServicePage: '/usr/lib/asan-kiosk/provisioning/glass/out-of-service.html',
  /** Signed reports of acceptance tests, and the state of one that is under way. */
  acceptance: '/var/lib/asan-kiosk/acceptance',

  /** How the touch panel of this cabinet is mounted, where the acceptance test found it turned. */
  touchRules: '/etc/udev/rules.d/72-asan-kiosk-touch.rules',
} as const;

/** Who runs what. The user of the glass may read the start page and nothing else of the kiosk. */
export const USERS = { kiosk: 'asan-kiosk', glass: 'asan-glass' } as const;

/**
 * Secrets, as systemd has them: files `asan-kiosk.NAME` of /etc/credstore, or encrypted of /etc/credstore.encrypted (systemd.exec(5),
 * ImportCredential=). `identity`: key and certificate by which the office knows this kiosk, in one text, so that both change at once.
 */
export const CREDENTIALS = { identity: 'identity', terminalPassword: 'terminal-password' } as const;

export const UNITS = {
  kiosk: 'asan-kiosk.service',
  glass: 'asan-glass.service',
  recovery: 'asan-recovery.service',
} as const;

/**
 * Holds the ports of the kiosk from boot to shutdown, also while the kiosk is away. `waiting` is what a connection starts then: a unit that
 * does nothing, because a kiosk that was stopped has to stay stopped.
 */
export const PORT = { socket: 'asan-kiosk.socket', waiting: 'asan-kiosk-port.service' } as const;

/** Renews the certificate of the kiosk, once a day. */
export const RENEWAL = { service: 'asan-kiosk-renew.service', timer: 'asan-kiosk-renew.timer' } as const;
