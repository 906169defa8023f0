import { execFileSync } from 'node:child_process';
import { utimesSync } from 'node:fs';
import { INSTALLED } from '../../provisioning/machine/installed.ts';
import { addFingerprintNotes } from '../../provisioning/machine/office-authorities.ts';
import { PROVISION_JOURNAL_FILE } from '../../provisioning/provision/plan/journal.ts';
import type { Fixture } from './fixture.ts';
import { type DoctorSheet, rowsOf, skippedCheck } from './row.ts';

const FILE = INSTALLED.officeCa;

export const makeAuthority = (name: string, ...extensions: readonly string[]): string =>
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-subj'].concat([
      `/O=x/CN=${name}`,
      '-days',
      '99999',
      '-keyout',
      '/dev/null',
      ...extensions.flatMap((extension) => ['-addext', extension]),
    ]),
    { stdio: 'pipe', encoding: 'utf8' },
  );
let made: { readonly office: string; readonly foreign: string } | undefined;
const pems = () => {
  made ??= { office: makeAuthority('Office'), foreign: makeAuthority('Foreign') };
  return made;
};

const whole = () => addFingerprintNotes(pems().office);

const appended = (change: (pem: string) => string) => (fixture: Fixture) =>
  fixture.write(FILE, whole() + change(pems().foreign));

export const AUTHORITY_ROWS: DoctorSheet = [
  ...rowsOf('office-authorities', [
    ['none', () => {}, 'skip', `there is no ${FILE}: the kiosk trusts the public authorities only`, null],
    ['as it was written', (f) => f.write(FILE, whole()), 'ok', '"O=x, CN=Office"', null],
    [
      'a second authority was appended',
      appended((pem) => pem),
      'fail',
      `${FILE} has "O=x, CN=Foreign", which neither provision nor enrol nor the renewal wrote`,
      /^sudo sed -i -e \d+,\d+d \/etc\/asan-kiosk\/office-ca\.pem && sudo systemctl reset-failed asan-kiosk\.service asan-kiosk\.socket && sudo systemctl restart asan-kiosk\.service$/,
    ],
    [
      'a second authority was appended under another name of PEM and with other ends of lines',
      appended((pem) => pem.replaceAll('CERTIFICATE', 'TRUSTED CERTIFICATE').replaceAll('\n', '\r\n')),
      'fail',
      /which neither provision nor enrol nor the renewal wrote$/,
      /^sudo sed -i -e /,
    ],
    [
      'another authority is in its place',
      (f) => f.write(FILE, whole().replace(pems().office, pems().foreign)),
      'fail',
      /has "O=x, CN=Foreign", which/,
      /^sudo rm \/etc\/asan-kiosk\/office-ca\.pem; then take the order of the office: sudo asan-kiosk provision --from \/media\/stick\. /,
    ],
    [
      'a power cut has left a part of it',
      (f) => f.write(FILE, whole().slice(0, -100)),
      'fail',
      `${FILE} is cut short or damaged: the next start cannot read all authorities of the office`,
      /^sudo rm \/etc\/asan-kiosk\/office-ca\.pem; then take the order of the office: sudo asan-kiosk provision --from /,
    ],
    [
      'everybody may write it',
      (f) => f.write(FILE, whole(), 0o666),
      'fail',
      `${FILE}: users other than root may write it`,
      `sudo chown root:root ${FILE} && sudo chmod 644 ${FILE}`,
    ],
    [
      'a version that noted nothing wrote it',
      (f) => {
        f.write(FILE, pems().office);
        f.write(PROVISION_JOURNAL_FILE, '{}');
      },
      'ok',
      '"O=x, CN=Office"; written by a version that noted no fingerprint',
      null,
    ],
    [
      'it was written by hand, without a note',
      (f) => {
        f.write(PROVISION_JOURNAL_FILE, '{}');
        utimesSync(f.at(PROVISION_JOURNAL_FILE), 1_000_000, 1_000_000);
        f.write(FILE, pems().office);
      },
      'warn',
      `${FILE} has "O=x, CN=Office", and was written by hand`,
      /^ask the office whether its authorities have these SHA-256 fingerprints: [0-9a-f]{64}; if not: sudo rm /,
    ],
  ]),
  skippedCheck('office-authorities', `there is no ${FILE}: the kiosk trusts the public authorities only`),
];
