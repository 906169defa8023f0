import { type CommandSpec, JSON_OPTION, PROFILE_OPTION } from './command/command-tree.ts';
import { parseFingerprint, parseOffice } from './command/options.ts';

export const ENROL_COMMAND: CommandSpec = {
  name: 'enrol',
  does: 'Get the certificate of this kiosk for the office (EST, RFC 7030)',
  options: [
    ['--office <url>', 'the office: https://HOST or https://HOST:PORT', parseOffice],
    ['--code <code>', 'the one-time code that the office gave out for this kiosk'],
    [
      '--fingerprint <sha256>',
      'SHA-256 of the authority of the office, from a source other than the network',
      parseFingerprint,
    ],
    PROFILE_OPTION,
    JSON_OPTION,
  ],
  run: async () => (await import('./enrol/enrol.ts')).enrol,
  notes:
    'The key is made here and never leaves this machine; it is kept as a credential of systemd, encrypted if the machine can. Without' +
    '\n--fingerprint the office is trusted by backOffice.ca of the profile, or by the authorities of this machine. The profile gets' +
    '\nbackOffice.ca and backOffice.identity; its comments stay. Run as root. A second run with the same code changes nothing; a lost answer' +
    '\nis fetched again.',
  examples: [
    'asan-kiosk enrol --office https://office.example --code S9QZE-K16KD --fingerprint 27:58:95:…:FB:28',
    'asan-kiosk enrol status --json',
  ],
  below: [
    {
      name: 'renew',
      does: 'Renew key and certificate, after two thirds of the life of the certificate',
      options: [JSON_OPTION],
      run: async () => (await import('./enrol/renew.ts')).renewKioskCertificate,
      notes:
        'A timer runs it each day (asan-kiosk-renew.timer). Before the renewal is due, the office is not asked. The kiosk restarts after the running visit; until then' +
        '\nthe kiosk uses the old certificate. Run as root.',
      examples: ['asan-kiosk enrol renew', 'asan-kiosk enrol renew --json'],
    },
    {
      name: 'status',
      does: 'Show the last day of the certificate, and the day of its renewal',
      options: [JSON_OPTION],
      run: async () => (await import('./enrol/status.ts')).showCertificateStatus,
      notes: 'Does not ask the office. Run as root. Exit code 1 if there is no certificate, or if it has expired.',
      examples: ['asan-kiosk enrol status', 'asan-kiosk enrol status --json'],
    },
  ],
};
