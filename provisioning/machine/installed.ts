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
  /** The authorities of the office, as it named them when the kiosk was enrolled. */
  officeCa: '/etc/asan-kiosk/office-ca.pem',

  /** What the kiosk writes; the folder is its user's. */
  state: '/var/lib/asan-kiosk',
  ledger: '/var/lib/asan-kiosk/ledger.db',
  /** The start page with the key of the glass. */
  glass: '/var/lib/asan-kiosk/glass',
  startPage: '/var/lib/asan-kiosk/glass/start.html',
  /** What the browser shows while there is no start page, or nothing at all of the kiosk. */
  outOfServicePage: '/usr/lib/asan-kiosk/provisioning/glass/out-of-service.html',
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

/** Renews the certificate of the kiosk, once a day. */
export const RENEWAL = { service: 'asan-kiosk-renew.service', timer: 'asan-kiosk-renew.timer' } as const;
