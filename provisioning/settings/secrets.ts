/* Content of secrets is never kept or shown: the copy has only a digest. */

const SECRET_PATHS =
  /^\/etc\/((g?shadow)-?|.*\bkrb5\.keytab|asan-kiosk\/boot-password|ssl\/private\/.*|ssh\/ssh_host_.*_key|credstore(\.encrypted)?\/.*|wireguard\/.*|openvpn\/.*|ppp\/.*secrets|wpa_supplicant\/.*|NetworkManager\/system-connections\/.*|netplan\/.*|apt\/auth\.conf.*|cups\/.*|ipsec\.secrets|exim4\/passwd.*)$|\/\.(netrc|pgpass|git-credentials)$|\/\.ssh\/(?!authorized_keys|config$)|\/grub\/(grub|user)\.cfg$|\.(key|p12|pfx|jks|kdbx)$/;

/** Only root may read these files, but they hold no secret. */
const ROOTS_OWN =
  /^\/etc\/(sudoers|sudoers\.d\/.*|usbguard\/.*|cron.*|anacrontab|at\.(allow|deny)|polkit-1\/.*|audit\/.*|nftables\.conf|systemd\/.*|ssh\/sshd_config.*|security\/.*|default\/.*|grub\.d\/.*|asan-kiosk\/.*)$|^\/var\/spool\/cron\/|\/\.ssh\/(authorized_keys|config)$|^\/(root|home\/[^/]+)\/\.(bashrc|profile|bash_\w+)$/;

const SECRET_TEXT = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  /AGE-SECRET-KEY-1/,
  /untrusted comment: [^\n]*secret key/,
  /grub\.pbkdf2\./,
  // Password hashes [crypt(5)].
  /\$(1|5|6|y|2[abxy]|gy|7)\$[\w./$=,-]{8,}/,
  // `password=…` and `"password": "…"`, except in /etc/nsswitch.conf and /etc/pam.d, where the word is something else.
  /^(?!\s*[#;]).*\b(psk|pass(word|wd|phrase|code)?|secret|token|api[-_]?key|auth[-_]?key)(\s*=\s*["']?|["']\s*:\s*["'])[^\s"'[]/im,
  /^(?!\s*[#;])\s*wpa-(psk|password|passphrase)\s+\S/m,
  // A password in a URL.
  /:\/\/[^\s/@:]+:[^\s/@]+@/,
];

const OTHERS_READ = 0o004;

/**
 * Whether the content is a secret. A file that not all users may read counts as a secret, unless it is in the list of files that hold none.
 */
export const isSecret = (path: string, mode: number, text: string): boolean =>
  SECRET_PATHS.test(path) ||
  ((mode & OTHERS_READ) === 0 && !ROOTS_OWN.test(path)) ||
  SECRET_TEXT.some((form) => form.test(text));
