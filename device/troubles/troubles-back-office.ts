import type { RegisterTrouble } from '../back-office/contract.ts';
import type { IdentityCode } from '../back-office/identity.ts';
import type { NotAcceptedCode } from '../back-office/not-accepted.ts';
import type { TlsCode } from '../back-office/tls-trouble.ts';
import type { TroubleCode } from '../words/trouble.ts';
import type { TechnicianText } from '../words/troubles/technician-text.ts';

/** Codes of the back office that no citizen meets. */
export type OfficeCode =
  | Exclude<RegisterTrouble['code'] | TlsCode | IdentityCode | NotAcceptedCode, TroubleCode>
  | 'BKO-142'
  | 'BKO-144'
  | 'BKO-145'
  | 'BKO-146';

export const OFFICE: Readonly<Record<OfficeCode, TechnicianText>> = {
  'BKO-108': {
    title: 'Back office is still at work',
    means: 'It took the registration and has not finished. The kiosk asks again, not before the time it names.',
    todo: ['Nothing, unless it lasts: then tell the back office the reference.'],
  },
  'BKO-111': {
    title: 'Clock of this machine is not set',
    means:
      'The certificate of the back office is not valid at the time that this machine shows, and that time is not known to be right. Nothing was sent. The kiosk keeps asking, and asks at once when the clock is set.',
    todo: [
      'Run `timedatectl`: *System clock synchronized* must say yes.',
      'No: make the time server reachable (`systemctl status systemd-timesyncd`), or fit a clock with a battery.',
      'Yes, and the code stays: compare the date with a watch, then look at BKO-112.',
    ],
  },
  'BKO-112': {
    title: 'Certificate of the back office is not accepted',
    means:
      'What answered at the address of the back office could not prove who it is: it has another name, is signed by nobody whom this machine believes, or has expired. Nothing was sent.',
    todo: [
      'The log line `back-office.distrusted` and `asan-kiosk doctor` have the cause; `openssl s_client -connect HOST:443` shows the certificate.',
      '`unknown-authority`: an authority of the centre itself: put its certificate where `NODE_EXTRA_CA_CERTS` says. A public one: the back office has to send the certificates between as well.',
      '`self-signed`: the certificate vouches for itself. Another server may answer in the place of the office, such as a page to log in at: `asan-kiosk doctor` names who presented it. Believe it only after the office has confirmed its fingerprint; the office needs one of an authority.',
      '`other-name`: compare `backOffice.url` of the profile with the names in the certificate.',
      '`expired`: the back office has to renew it. `not-yet-valid`: compare `date` with a watch.',
      '`revoked` or `unfit`: the back office needs another certificate.',
      'None of that: somebody is between the kiosk and the back office. Do not go on; tell the centre.',
    ],
  },
  'BKO-113': {
    title: 'Certificate of this kiosk runs out',
    means:
      'By it the back office knows which kiosk asks. After its last day every question is refused, and no service but what needs no office can be had.',
    todo: [
      'A kiosk that was enrolled renews it by itself: `systemctl status asan-kiosk-renew` and `asan-kiosk enrol status` have why it did not. `asan-kiosk enrol renew` tries it now.',
      'Otherwise ask the centre for a new certificate of the same name (`kiosk.id` of the profile), and put it where `backOffice.identity.certificate` says.',
      '`asan-kiosk doctor` reads key and certificate and has the days that are left.',
      'End the kiosk: the next start reads the new one.',
    ],
  },
  'BKO-142': {
    title: 'Back office did not take what was taken without it',
    means:
      'An application that was taken while there was no connection was refused when it was handed over. It stays in the outbox beside the ledger, sealed; the citizen has its reference.',
    todo: [
      'The log line `offline.refused` has the reason in the office’s own words; look it up in `device/back-office/openapi.yaml`.',
      '`not-readable`: `offline.recipient` of the profile is not that of the office. Compare them; the office can open it with the identity that belongs to the recipient.',
      '`void-reference`: before the kiosk took the application, the office gave a newer stock to this kiosk or to another board of it (BKO-146). Or the clock of the kiosk was wrong.',
      '`not-offline`: the office does not let a kiosk take this service without the office. Compare `offline` of the service.',
      'Tell the office the reference: it has to call the applicant.',
    ],
  },
  'BKO-144': {
    title: 'Nothing is taken without the back office until it has answered',
    means:
      'The kiosk was restored, or its outbox is lost or older than its ledger. A reference or a queue number in stock may be on paper already, so the kiosk gives out none. Services that ask the office go on.',
    todo: [
      'Let the kiosk reach the office once. The kiosk fetches a new stock by itself. Queue numbers then have another digit behind the letter (`M2-001`).',
      'If the log line `offline.stock-void` says `restored` or `adopted`, nothing else has to be done.',
      '`lost`, `older` or `other-ledger`: a file beside the ledger was deleted or copied back. Stop the kiosk, put the newest `ledger.db.outbox` back, and start the kiosk.',
      'Then look whether `asan-kiosk doctor` still says BKO-145.',
    ],
  },
  'BKO-145': {
    title: 'Application is not in the outbox any more',
    means:
      'The kiosk took the application without the back office and did not hand it over. The outbox beside the ledger does not have it any more. The applicant has a paper with its reference.',
    todo: [
      '`asan-kiosk doctor` has the references. First copy all files whose names begin with `ledger.db` to another disk.',
      'If the newest `ledger.db.outbox` exists, for example on the old disk: stop the kiosk, put the file back, and start the kiosk. The kiosk then hands the application over.',
      'If there is none, ask the office for each reference. The office may have the application already.',
      'If the office does not have it, tell the office that this applicant has to apply again. `doctor` names the reference for 30 days.',
    ],
  },
  'BKO-146': {
    title: 'Another board works as this kiosk',
    means:
      'The back office gave the newest stock of references to another board of this kiosk. This board gives out no reference and no queue number. Two boards of one kiosk must not run.',
    todo: [
      'This is the old board: switch it off. The office keeps what it handed over. Keep its disk until `asan-kiosk doctor` there says that nothing waits for the office.',
      'This is the board that stays: switch the other one off. Then make a backup here and restore it here (`asan-kiosk backup`, `asan-kiosk restore`). The kiosk then asks for a new stock.',
      'There is no other board: an image of an old disk was put back. Restore the newest backup.',
    ],
  },
  'BKO-143': {
    title: 'Back office does not accept this kiosk',
    means:
      'It answers, and takes nothing of this kiosk: its certificate was revoked, or is not one of this office. No visit that needs the office begins; what was paid before stays in the ledger and is asked about until the office takes it.',
    todo: [
      'Ask the office why. `revoked-kiosk`: it has revoked the certificate. `unknown-kiosk`: none was shown, it has run out, or another authority made it.',
      'It was a mistake, or the kiosk is safe again: take a new code from the office and run `asan-kiosk enrol --office URL --code CODE`, then restart the kiosk.',
      '`asan-kiosk ledger open` lists what is owed meanwhile.',
    ],
  },
};
