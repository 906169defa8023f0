import { type CommandSpec, JSON_OPTION, PROFILE_OPTION } from './command/command-tree.ts';
import { parseFingerprint, parseOffice } from './command/options.ts';

/** By what the office knows a kiosk. */
export const ENROL: CommandSpec = {
  name: 'enrol',
  does: 'Get the certificate by which the office knows this kiosk (EST, RFC 7030)',
  options: [
    ['--office <url>', 'where the office is: https://HOST or https://HOST:PORT', parseOffice],
    ['--code <code>', 'the one-time code that the office gave out for this kiosk'],
    [
      '--fingerprint <sha256>',
      'SHA-256 of the authority of the office, on another way than the network',
      parseFingerprint,
    ],
    [PROFILE_OPTION[0], `${PROFILE_OPTION[1]}; /etc/asan-kiosk/profile.yaml unless told`],
    JSON_OPTION,
  ],
  run: async () => (await import('./enrol/enrol.ts')).enrol,
  notes:
    'The key is made here and never leaves this machine; it is kept as a credential of systemd, encrypted where the machine can. Without' +
    '\n--fingerprint the office is believed by backOffice.ca of the profile, or by whom this machine believes. The profile gets' +
    '\nbackOffice.ca and backOffice.identity; its comments stay. Run as root. Again with the same code it changes nothing; an answer that' +
    '\nwas lost is asked for again.',
  examples: [
    'asan-kiosk enrol --office https://office.example --code S9QZE-K16KD --fingerprint 27:58:95:…:FB:28',
    'asan-kiosk enrol status --json',
  ],
  below: [
    {
      name: 'renew',
      does: 'Renew key and certificate, from two thirds of the life of the certificate on',
      options: [JSON_OPTION],
      run: async () => (await import('./enrol/renew.ts')).renew,
      notes:
        'A timer runs it each day (asan-kiosk-renew.timer). Before it is due nothing is asked. The kiosk starts anew after its visit; until then' +
        '\nit is known by the old certificate. Run as root.',
      examples: ['asan-kiosk enrol renew', 'asan-kiosk enrol renew --json'],
    },
    {
      name: 'status',
      does: 'Say until when the certificate is valid, and when it is renewed',
      options: [JSON_OPTION],
      run: async () => (await import('./enrol/status.ts')).status,
      notes: 'Asks nobody. Run as root. Exit code 1 where there is none, or it has run out.',
      examples: ['asan-kiosk enrol status', 'asan-kiosk enrol status --json'],
    },
  ],
};
