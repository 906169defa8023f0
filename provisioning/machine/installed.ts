/**
 * Paths and owners of an installed kiosk: the one list for the package, the units, `provision`, `doctor` and the guide. FHS 3.0: the
 * package's files are in /usr, the technician's in /etc, the kiosk's in /var/lib.
 */
export const INSTALLED = {
  /** The package, with its own Node. */
  root: '/usr/lib/asan-kiosk',
  node: '/usr/lib/asan-kiosk/node/bin/node',
  command: '/usr/bin/asan-kiosk',

  /** Folder of the technician's files; belongs to root. */
  config: '/etc/asan-kiosk',
  profile: '/etc/asan-kiosk/profile.yaml',
  /** Public key of orders (minisign). */
  orderKey: '/etc/asan-kiosk/provision.pub',
  /** The order of this machine; an older one is refused. */
  orderTaken: '/etc/asan-kiosk/provisioned.json',
  /** Record of the machine that `provision` has closed: the kiosk serves only there. */
  machine: '/etc/asan-kiosk/machine',
  /** Authorities that the office named at the enrolment. */
  officeCa: '/etc/asan-kiosk/office-ca.pem',
  officeSeal: '/etc/asan-kiosk/office-seal.pem',
  /** udev rules for the devices of the profile; the package's rules are for models. */
  deviceRules: '/etc/udev/rules.d/71-asan-kiosk-devices.rules',

  /** Files that close the machine, made from the profile. */
  firewall: '/etc/asan-kiosk/firewall.nft',
  allowedNames: '/etc/asan-kiosk/allowed-hosts',
  kioskDropIn: '/etc/systemd/system/asan-kiosk.service.d/50-profile.conf',
  socketDropIn: '/etc/systemd/system/asan-kiosk.socket.d/50-profile.conf',
  browserPolicy: '/etc/chromium/policies/managed/asan-kiosk.json',
  usbRules: '/etc/usbguard/rules.d/70-asan-kiosk.conf',
  /** Files of GRUB: kernel parameters, menu, and the hash of the menu's password. */
  grubSettings: '/etc/default/grub.d/zz-asan-kiosk.cfg',
  grubMenu: '/etc/grub.d/09_asan-kiosk',
  bootPassword: '/etc/asan-kiosk/boot-password',
  /** Stops Wi-Fi if no network uses it. */
  wifiRule: '/etc/modprobe.d/asan-kiosk-wifi.conf',

  /** Folder of the kiosk's own files; belongs to its user. */
  state: '/var/lib/asan-kiosk',
  ledger: '/var/lib/asan-kiosk/ledger.db',
  /** Time of the last automatic reboot. */
  recovery: '/var/lib/asan-recovery',
  /** Copy of every setting of the machine at the time of provisioning. Only root reads it. */
  settings: '/var/lib/asan-settings',
  /** Start page with the key of the glass. */
  glass: '/var/lib/asan-kiosk/glass',
  /** Root's files: originals that provisioning changed, and answers that are not used yet. */
  provisioning: '/var/lib/asan-kiosk/provision',
  startPage: '/var/lib/asan-kiosk/glass/start.html',
  /** The binary itself: Debian's wrapper adds flags that load extensions. */
  browser: '/usr/lib/chromium/chromium',
  /** Page of the browser while there is no start page, or no kiosk at all. */
  outOfServicePage: '/usr/lib/asan-kiosk/provisioning/glass/out-of-service.html',
  /** Signed reports of acceptance tests, and the state of an unfinished test. */
  acceptance: '/var/lib/asan-kiosk/acceptance',

  /** Mounting of the touch panel, if the acceptance test found it turned. */
  touchRules: '/etc/udev/rules.d/72-asan-kiosk-touch.rules',
} as const;

/** Users of the processes. The user of the glass may read only the start page. */
export const USERS = { kiosk: 'asan-kiosk', glass: 'asan-glass' } as const;

/**
 * Names of credentials of systemd: files `asan-kiosk.NAME` of /etc/credstore, or encrypted in /etc/credstore.encrypted (systemd.exec(5),
 * ImportCredential=). `identity` has key and certificate for the office in one text, so that both change at once.
 */
export const CREDENTIALS = { identity: 'identity', terminalPassword: 'terminal-password' } as const;

export const UNITS = {
  kiosk: 'asan-kiosk.service',
  glass: 'asan-glass.service',
  recovery: 'asan-recovery.service',
} as const;

/**
 * `socket` holds the kiosk's ports from boot to shutdown, also while the kiosk is away. A connection then starts `waiting`, which does
 * nothing, because a stopped kiosk must stay stopped.
 */
export const PORT = { socket: 'asan-kiosk.socket', waiting: 'asan-kiosk-port.service' } as const;

/** Renews the certificate once a day. */
export const RENEWAL = { service: 'asan-kiosk-renew.service', timer: 'asan-kiosk-renew.timer' } as const;
