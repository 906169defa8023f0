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

  /** What closes the machine around the kiosk, made of the profile. */
  firewall: '/etc/asan-kiosk/firewall.nft',
  allowedNames: '/etc/asan-kiosk/allowed-hosts',
  kioskDropIn: '/etc/systemd/system/asan-kiosk.service.d/50-profile.conf',
  browserPolicy: '/etc/chromium/policies/managed/asan-kiosk.json',
  usbRules: '/etc/usbguard/rules.d/70-asan-kiosk.conf',

  /** What the kiosk writes; the folder is its user's. */
  state: '/var/lib/asan-kiosk',
  ledger: '/var/lib/asan-kiosk/ledger.db',
  /** The start page with the key of the glass. */
  glass: '/var/lib/asan-kiosk/glass',
  startPage: '/var/lib/asan-kiosk/glass/start.html',
  /** Debian's own way to it adds flags that load extensions. */
  browser: '/usr/lib/chromium/chromium',
  /** What the browser shows while there is no start page, or nothing at all of the kiosk. */
  outOfServicePage: '/usr/lib/asan-kiosk/provisioning/glass/out-of-service.html',
} as const;

/** Who runs what. The user of the glass may read the start page and nothing else of the kiosk. */
export const USERS = { kiosk: 'asan-kiosk', glass: 'asan-glass' } as const;

export const UNITS = {
  kiosk: 'asan-kiosk.service',
  glass: 'asan-glass.service',
  recovery: 'asan-recovery.service',
} as const;
