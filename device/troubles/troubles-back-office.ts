import type { RegistrationTrouble } from '../back-office/contract.ts';
import type { CertificateExpiryCode } from '../back-office/identity.ts';
import type { KioskNotAcceptedCode } from '../back-office/not-accepted.ts';
import type { TlsCode } from '../back-office/tls-trouble.ts';
import type { TroubleCode } from '../words/trouble.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';

/** Codes that no citizen sees. */
export type OfficeTroubleCode =
  | Exclude<RegistrationTrouble['code'] | TlsCode | CertificateExpiryCode | KioskNotAcceptedCode, TroubleCode>
  | 'BKO-142'
  | 'BKO-144'
  | 'BKO-145'
  | 'BKO-146';

export const OFFICE_TEXTS: Readonly<Record<OfficeTroubleCode, TechnicianText>> = {
  'BKO-108': {
    title: 'Back office is still working',
    means:
      'The back office has begun to register the application or to make its document, and has not finished (status 202). The kiosk asks again, not before the time that the back office names.',
    todo: ['If it takes long, tell the back office the reference of the application. Otherwise do nothing.'],
  },
  'BKO-111': {
    title: 'Clock of this machine is not set',
    means:
      'The certificate of the back office is not valid at the time of this machine, and this time may be wrong. Nothing was sent. The kiosk keeps asking, and asks at once when the clock is set.',
    todo: [
      'Run `timedatectl`: *System clock synchronized* must say yes.',
      'If it says no, look at `systemctl status systemd-timesyncd`. Make the time server reachable, or fit a clock with a battery.',
      'If it says yes and the code stays, compare the date with a watch. Then look at BKO-112.',
    ],
  },
  'BKO-112': {
    title: 'Certificate of the back office is not accepted',
    means:
      'The kiosk does not trust the certificate of the server at `backOffice.url`. It is self-signed, from an unknown authority, for another name, expired, not valid yet, revoked or unfit. Nothing was sent.',
    todo: [
      'Read the cause in the log line `back-office.distrusted` or in `sudo asan-kiosk doctor`. `openssl s_client -connect HOST:443` shows the certificate.',
      "If the cause is `unknown-authority`, put the certificate of the centre's own authority into the order (`backOffice.ca` of the profile). With a public authority, the back office must also send the intermediate certificates.",
      'If the cause is `self-signed`, ask the office for the fingerprint of its certificate. Trust the certificate only if the fingerprint is the same: another server may answer, such as a login page. `sudo asan-kiosk doctor` names the server. The office needs a certificate of an authority.',
      'If the cause is `other-name`, compare `backOffice.url` of the profile with the names in the certificate.',
      'If the cause is `expired`, ask the back office to renew its certificate. If the cause is `not-yet-valid`, compare `date` with a watch.',
      'If the cause is `revoked` or `unfit`, tell the back office that it needs another certificate.',
      'If the back office does not know this certificate, stop here, and tell the centre: the connection to the back office may be intercepted.',
    ],
  },
  'BKO-113': {
    title: 'Certificate of this kiosk expires soon or has expired',
    means:
      'The back office identifies this kiosk by this certificate, which has fewer than 30 days left or has expired. After its last day the office refuses every request of this kiosk, and only services without the office are available.',
    todo: [
      'Read in `systemctl status asan-kiosk-renew` and `sudo asan-kiosk enrol status` why an enrolled kiosk did not renew its certificate. `sudo asan-kiosk enrol renew` tries it now.',
      'If the kiosk is not enrolled, ask the centre for a new certificate of the same name (`kiosk.id` of the profile). Put it where `backOffice.identity.certificate` says.',
      'Run `sudo asan-kiosk doctor`: it reads key and certificate and shows how many days are left.',
      'Restart the kiosk: only a start reads the new certificate.',
    ],
  },
  'BKO-142': {
    title: 'Back office refused an application that was accepted offline',
    means:
      'The kiosk accepted an application without a connection, and the office refused it later. The application stays in the outbox beside the ledger, encrypted. The citizen has a paper with its reference.',
    todo: [
      'Read the reason of the office in `cause` of the log line `offline.refused`. `device/back-office/openapi.yaml` explains it.',
      "If the reason is `not-readable`, compare `offline.recipient` of the profile with the office's recipient. Only the identity of that recipient can decrypt the application.",
      'If the reason is `void-reference`, look at BKO-146: the office had given newer references to this kiosk, or to another board of this kiosk. Or the clock of the kiosk was wrong.',
      'If the reason is `not-offline`, look at `offline` in the file of the service: the office does not accept this service offline.',
      'Tell the office the reference: it must call the applicant.',
    ],
  },
  'BKO-144': {
    title: 'No applications are accepted offline until the back office answers',
    means:
      'The kiosk was restored, staff adopted an older ledger, or the file `ledger.db.outbox` is not the newest one of this ledger. A reference or queue number in its stock may already be on a paper, so the kiosk uses none. Services that ask the office go on.',
    todo: [
      'Let the kiosk reach the office once. The kiosk then fetches new references. Later queue numbers have the number of the stock after the letter (`M2-001`).',
      'If the log line `offline.stock-void` says `restored` or `adopted`, do nothing more.',
      'If it says `lost`, `older` or `other-ledger`, stop the kiosk: a file beside the ledger was deleted or copied back. Put the newest `ledger.db.outbox` back, and start the kiosk.',
      'Look whether `sudo asan-kiosk doctor` still says BKO-145.',
    ],
  },
  'BKO-145': {
    title: 'Application is missing from the outbox',
    means:
      'The kiosk accepted the application offline, and the outbox beside the ledger no longer has it. The kiosk does not know whether the office got the application. The applicant has a paper with its reference.',
    todo: [
      'Copy all files with names that begin with `ledger.db` to another disk. `sudo asan-kiosk doctor` lists the references.',
      'If the newest `ledger.db.outbox` exists, for example on the old disk, stop the kiosk. Put the file back, and start the kiosk. The kiosk then forwards the application.',
      'If there is no such file, ask the office for each reference. The office may have the application already.',
      'If the office does not have the application, tell the office that this applicant has to apply again. `doctor` names the reference for 30 days.',
    ],
  },
  'BKO-146': {
    title: 'Another board works as this kiosk',
    means:
      'The back office gave the newest references to another board of this kiosk. This board uses no reference and no queue number. Two boards of one kiosk must not run.',
    todo: [
      'If this is the old board, run `sudo asan-kiosk doctor` on it: it says whether applications still wait for the office. Then switch this board off. Keep its disk while any application waits.',
      'If this board stays, switch the other board off. Then make a backup here and restore it here (`sudo asan-kiosk backup`, `sudo asan-kiosk restore`). The kiosk then asks for new references.',
      'If there is no other board, an old image of this disk was put back: restore the newest backup.',
    ],
  },
  'BKO-143': {
    title: 'Back office does not accept this kiosk',
    means:
      'The back office answers, but accepts nothing from this kiosk. The certificate was revoked, is missing, has expired, or is from another authority. No visit that needs the office begins. Earlier payments stay in the ledger, and the kiosk asks about them until the office accepts them.',
    todo: [
      'Ask the office for the reason. `revoked-kiosk`: it revoked the certificate. `unknown-kiosk`: the certificate was missing, has expired, or is from another authority.',
      'If it was a mistake or the kiosk is safe again, get from the office a new code, and the fingerprint of its authority. Run `sudo asan-kiosk enrol --office URL --code CODE --fingerprint SHA256`, then restart the kiosk.',
      'Run `sudo asan-kiosk ledger open`: it lists the payments that wait for the office.',
    ],
  },
};
