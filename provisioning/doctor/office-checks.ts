import { X509Certificate } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { CERTIFICATE_WARNING_DAYS, daysUntilExpiry } from '../../device/back-office/identity.ts';
import { isKioskNotAccepted } from '../../device/back-office/not-accepted.ts';
import { credentialFileName, credentialName } from '../../device/config/credentials.ts';
import { realFiles } from '../../device/config/files.ts';
import type { Profile } from '../../device/config/profile.ts';
import { type ConfigTrouble, describeConfigTrouble } from '../../device/config/trouble.ts';
import { maySeal, readSealCertificates } from '../../device/document/seals.ts';
import { packageFile } from '../../device/files/package-root.ts';
import { RESTART_KIOSK_COMMAND } from '../../device/troubles/start-anew.ts';
import { parseJson } from '../../device/words/json.ts';
import { adviceOf } from '../devices/open-device.ts';
import { INSTALLED, RENEWAL } from '../machine/installed.ts';
import {
  bad,
  type CheckContext,
  type CheckFinding,
  type CheckSpec,
  type FoundTrouble,
  good,
  skipped,
  warning,
  withProfile,
  worstOf,
} from './check.ts';
import { clockSyncOrUnknown } from './clock-trouble.ts';
import { configFix } from './config.ts';
import { credentialFinding, enrolAgainFix } from './credential-checks.ts';
import { isRunFolderFull } from './interface-checks.ts';
import { skipForOtherKiosk } from './kiosk-id.ts';
import { officeFinding, officeSeenByKioskFinding } from './office.ts';
import { askOffice, type OfficeAnswer, officePath, tlsOrEmpty } from './office-ask.ts';
import { openApiDifferences } from './office-shape.ts';
import { addOfficeCauses } from './office-unreached.ts';
import { kioskAwayFinding } from './silent-kiosk.ts';
import { packageUnitCheck } from './units.ts';
import { correctByOwnAddress } from './way-out.ts';

const OFFICE_SOON_DAYS = 14;
const CLOCKS_OFF_S = 60;

/** Key that no application has: the office answers *unknown* and changes nothing. */
const NOBODYS_KEY = 'doctor-asks-and-nobody-has-this-key';

const NOT_JUDGED = skipped('not checked: a clock is wrong, see clock');

const SEE_IDENTITY = skipped('not asked: the kiosk cannot read its identity for the office, see identity');

const SEE_OFFICE = skipped('not checked: the server that answers is not trusted, see office');

const REFUSED = skipped('not checked: the office does not accept this kiosk, see office');

function refusesKiosk({ body }: OfficeAnswer): boolean {
  const problem = parseJson(body);
  return (
    typeof problem === 'object' && problem !== null && 'code' in problem && isKioskNotAccepted(String(problem.code))
  );
}

const ofOffice = (look: (profile: Profile, context: CheckContext) => Promise<CheckFinding>): CheckSpec['look'] =>
  withProfile(async (profile, context) => {
    if (profile.backOffice.url === 'simulated') return good('simulated');
    return context.officeTls().ok ? look(profile, context) : SEE_IDENTITY;
  });

const ofAnswer = (look: (answer: OfficeAnswer, context: CheckContext) => CheckFinding): CheckSpec['look'] =>
  ofOffice(async (_, context) => {
    const answer = await context.office();
    if (!answer) return skipped('the back office does not answer');
    if (answer.stranger !== null) return SEE_OFFICE;
    return (await context.clockTrouble()) === null ? look(answer, context) : NOT_JUDGED;
  });

async function shapeFinding(profile: Profile, { program, office, officeTls }: CheckContext): Promise<CheckFinding> {
  const document = program.file('device/back-office/openapi.yaml');
  if (!existsSync(document)) return skipped(`not measured: there is no ${document}`);
  const asked = [
    ['/v1/health', office],
    [
      '/v1/applications/{key}',
      () => askOffice(officePath(profile, `/v1/applications/${NOBODYS_KEY}`), tlsOrEmpty(officeTls())),
    ],
  ] as const;
  const findings = await Promise.all(
    asked.map(async ([template, ask]) => {
      const answer = await ask();
      if (!answer) return skipped('the back office does not answer');
      if (answer.stranger !== null) return SEE_OFFICE;
      if (refusesKiosk(answer)) return REFUSED;
      const [first, ...more] = openApiDifferences(document, template, answer);
      if (first === undefined) return good(`${template} ${answer.status}`);
      const found = `GET ${template}: ${first}${more.length > 0 ? `, and ${more.length} more` : ''}`;
      return bad(
        found,
        `tell the office: its answer at ${officePath(profile, template.replace('{key}', NOBODYS_KEY)).href} differs from device/back-office/openapi.yaml`,
      );
    }),
  );
  return worstOf(findings, '');
}

function offersPhone({ body }: OfficeAnswer): boolean | null {
  const said = parseJson(body);
  const offered = typeof said === 'object' && said !== null && 'offered' in said ? said.offered : null;
  return typeof offered === 'boolean' ? offered : null;
}

async function phoneFinding(profile: Profile, { officeTls }: CheckContext): Promise<CheckFinding> {
  if (profile.backOffice.phoneIdentity !== true)
    return good('the profile has no phoneIdentity: the kiosk identifies people by cards');
  const answer = await askOffice(officePath(profile, '/v1/phone-identities'), tlsOrEmpty(officeTls()));
  if (!answer) return skipped('the back office does not answer');
  if (answer.stranger !== null) return SEE_OFFICE;
  if (refusesKiosk(answer)) return REFUSED;
  const offered = offersPhone(answer);
  if (offered === true) return good('the office offers it');
  return warning(
    offered === false ? 'the office does not offer it now' : 'the office gives no usable answer about it',
    'ask the office to offer it; otherwise remove `phoneIdentity` from `backOffice` in the profile, and in the order',
  );
}

function certificateFinding({ certificateUntil }: OfficeAnswer, { machine }: CheckContext): CheckFinding {
  if (!certificateUntil) return skipped('it has none: the address in the profile is plain HTTP');
  const days = daysUntilExpiry({ validTo: certificateUntil }, machine.now());
  const found = `valid until ${certificateUntil.toISOString().slice(0, 10)}`;
  if (days < 0) return bad(`${found}: it has expired`, 'tell the back office to renew it');
  return days < OFFICE_SOON_DAYS
    ? warning(`${found}, in ${days} days`, 'tell the back office to renew it')
    : good(found);
}

function clockFinding({ date }: OfficeAnswer, { machine }: CheckContext): CheckFinding {
  if (!date) return skipped('not measured: the answer of the office has no date');
  const off = Math.round(Math.abs(date.getTime() - machine.now().getTime()) / 1_000);
  const found = `${off} s apart`;
  return off <= CLOCKS_OFF_S
    ? good(found)
    : warning(
        found,
        'compare `date` with a watch. If this machine is wrong: timedatectl set-ntp true; otherwise tell the office',
      );
}

const NEW_CERTIFICATE = `ask the centre for a new certificate of the same name, and store it at the path in backOffice.identity of the profile; then: ${RESTART_KIOSK_COMMAND}`;

async function identityFinding(profile: Profile, context: CheckContext): Promise<CheckFinding> {
  const { machine } = context;
  const tls = context.officeTls();
  if (!tls.ok) {
    const { error } = tls;
    if (error.code === 'CFG-105' && (await isRunFolderFull(machine)))
      return skipped('could not look: /run is full, and secrets are decrypted there, see room-run');
    if (error.code !== 'CFG-105') return bad(describeConfigTrouble(error), configFix(error, 'backOffice'));
    return credentialFinding(error, credentialName(profile.backOffice.identity?.key ?? ''), machine, profile);
  }
  const { identity } = tls.value;
  if (!identity) return skipped('the profile has none: the office does not need one');
  if ((await context.clockTrouble()) !== null) return NOT_JUDGED;
  const days = daysUntilExpiry(identity, machine.now());
  const until = identity.validTo.toISOString().slice(0, 10);
  if (days >= CERTIFICATE_WARNING_DAYS) return good(`valid until ${until}`);
  if (days >= 0) return bad(`valid until ${until} (BKO-113)`, adviceOf('BKO-113'));
  // The office renews no expired certificate.
  const isCredential = credentialName(profile.backOffice.identity?.key ?? '') !== null;
  return bad(`expired on ${until} (BKO-113)`, isCredential ? enrolAgainFix(profile.backOffice) : NEW_CERTIFICATE);
}

const renewalFinding = (
  { backOffice: { identity } }: Profile,
  context: CheckContext,
): CheckFinding | Promise<CheckFinding> =>
  identity ? packageUnitCheck(RENEWAL.timer)(context) : skipped('the profile has none: the office does not need one');

function keyFinding({ backOffice: { identity } }: Profile): CheckFinding {
  if (!identity) return skipped('the profile has none: the office does not need one');
  const name = credentialName(identity.key);
  if (name !== null) return skipped(`it is the credential ${credentialFileName(name)}: see credentials`);
  const file = resolve(packageFile('.'), identity.key);
  const its = statSync(file, { throwIfNoEntry: false });
  if (!its) return bad(`there is no ${file}`, 'restore the key of this kiosk from its copy, or enrol the kiosk again');
  const more = its.mode & 0o077;
  return more === 0
    ? good(`${file} ${(its.mode & 0o777).toString(8)}`)
    : bad(
        `${file} has mode ${(its.mode & 0o777).toString(8)}: other users have rights on it`,
        `sudo chmod 400 ${file}`,
      );
}

const SEAL_ANEW = 'take the seal certificates from the order of the office: sudo asan-kiosk provision --from FILE';

const sealFix = (error: ConfigTrouble): string =>
  error.file === INSTALLED.officeSeal && error.found !== 'a file this user may not read'
    ? SEAL_ANEW
    : configFix(error, 'backOffice');

function sealFinding(profile: Pick<Profile, 'backOffice'>, now: Date, clockTrouble: FoundTrouble | null): CheckFinding {
  const seals = readSealCertificates(profile, realFiles);
  if (!seals.ok) return bad(describeConfigTrouble(seals.error), sealFix(seals.error));
  if (seals.value.length > 0 && clockTrouble !== null) return NOT_JUDGED;
  const findings = seals.value.map((der) => {
    const { subject, validFrom, validTo } = new X509Certificate(der);
    const [, name = ''] = /^CN=(.*)$/m.exec(subject) ?? [];
    if (!maySeal(der))
      return bad(`${name} is an authority, which seals no document: no document is accepted`, SEAL_ANEW);
    const [from, until] = [validFrom, validTo].map((date) => new Date(date));
    const found = `${name}, valid until ${until?.toISOString().slice(0, 10)}`;
    const isNow = from !== undefined && until !== undefined && now >= from && now <= until;
    return isNow ? good(found) : bad(`${found} (BKO-125)`, adviceOf('BKO-125'));
  });
  return worstOf(findings, 'the profile has none: no document with a seal is printed');
}

const office = (id: string, title: string, expected: string, look: CheckSpec['look']): CheckSpec => ({
  id,
  group: 'office',
  title,
  expected,
  look,
});

const judgedOfWay = async (finding: CheckFinding, url: string, context: CheckContext): Promise<CheckFinding> => {
  const whole = await addOfficeCauses(finding, url, context);
  // A cause on this machine is nearer than the network.
  return whole.found === finding.found ? correctByOwnAddress(whole, new URL(url).hostname, context) : whole;
};

export const OFFICE_CHECKS: readonly CheckSpec[] = [
  office(
    'office',
    'The back office',
    'it answers, and is trusted',
    ofOffice(async (profile, context) => {
      const { machine, clockTrouble, officeTls, office: ask } = context;
      const { url } = profile.backOffice;
      const sync = await clockSyncOrUnknown(machine);
      const stranger = async () => (await ask())?.stranger ?? null;
      const finding = await officeFinding(url, { sync, tls: tlsOrEmpty(officeTls()), clockTrouble, stranger });
      return judgedOfWay(finding, url, context);
    }),
  ),
  office(
    'office-of-kiosk',
    'The back office as the running kiosk sees it',
    'the kiosk has its answers',
    async (context) => {
      const running = await context.kiosk();
      if (!running) return kioskAwayFinding(context);
      const url = context.profile?.backOffice.url ?? 'simulated';
      const finding = officeSeenByKioskFinding(running, url, await context.clockTrouble());
      return url === 'simulated' ? finding : judgedOfWay(finding, url, context);
    },
  ),
  office(
    'office-shape',
    'The shape of the answers of the back office',
    'as device/back-office/openapi.yaml has it',
    ofOffice(shapeFinding),
  ),
  office(
    'office-phone',
    'Identification of people by their phones',
    'the office offers it, if the profile has phoneIdentity',
    ofOffice(phoneFinding),
  ),
  office(
    'office-certificate',
    'The certificate of the back office',
    `valid for at least ${OFFICE_SOON_DAYS} more days`,
    ofAnswer(certificateFinding),
  ),
  office(
    'office-clock',
    'The clocks of the back office and of this machine',
    `at most ${CLOCKS_OFF_S} s apart`,
    ofAnswer(clockFinding),
  ),
  office(
    'identity',
    'The certificate of this kiosk',
    `valid for at least ${CERTIFICATE_WARNING_DAYS} more days`,
    skipForOtherKiosk(withProfile(identityFinding)),
  ),
  {
    id: 'identity-renewal',
    group: 'office',
    title: 'The timer that renews the certificate of this kiosk',
    expected: `${RENEWAL.timer} is enabled and active`,
    onlyInstalled: true,
    look: withProfile(renewalFinding),
  },
  office('identity-key', 'Readers of the key of the kiosk’s certificate', 'only its owner', withProfile(keyFinding)),
  office(
    'seal',
    'Certificates by which the kiosk accepts a sealed document',
    'certificates that are valid now and may sign documents',
    withProfile(async (profile, { machine, clockTrouble }) =>
      sealFinding(profile, machine.now(), await clockTrouble()),
    ),
  ),
];
