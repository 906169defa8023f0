import type { TechnicianText } from './technician-text.ts';

const SEAL_SEEN = 'The document could not be printed, because its seal could not be confirmed. An officer helps.';

export const BACK_OFFICE_TEXTS = {
  'BKO-101': {
    title: 'Back office is not reachable',
    citizenSees: 'The service is not available now. Nothing was taken.',
    means:
      'The application could not be handed over before the payment. The answer did not come in time, the connection broke, or the answer makes no sense.',
    todo: [
      'Look at the network. `sudo asan-kiosk doctor` on this machine says in its line `office` what answers, or that nothing answers. Open `URL/v1/health`, with `backOffice.url` of the profile, in the browser of a computer in the same network: it must say `{"status":"ok"}`. The kiosk has no `curl`.',
      'Read the cause in the log line `back-office.trouble`. `ENOTFOUND` or `timeout`: the network. `status`, `nonsense` or `too-long`: another server answers. `HPE_…`: no HTTP at this port. `EPROTO`: no TLS at this port.',
      'If the cause is `undated-quote`, tell the office: it must add the tariff date to its price. Until then the application is paid at the window.',
      'Compare `backOffice.url` of the profile.',
    ],
  },
  'BKO-102': {
    title: 'Back office refused the application',
    citizenSees: 'The application was not accepted. Nothing was taken; ask at a window.',
    means:
      'The back office understood the application and refused it, before any payment. The log line has the reason.',
    todo: ['Look the reason up in the description of the interface (`device/back-office/openapi.yaml`).'],
  },
  'BKO-103': {
    title: 'Back office is not reachable after the payment',
    citizenSees: 'The payment is safe; the application will be registered by itself. The reference is shown.',
    means:
      'The sale was approved, and the registration has no answer yet. The kiosk repeats it under the same key until it gets one.',
    todo: [
      'Make the back office reachable. The kiosk does the rest.',
      'If you need the paid applications, look into the ledger of the kiosk: it has them all.',
    ],
  },
  'BKO-104': {
    title: 'Back office refused a paid application',
    citizenSees: 'The application was not accepted. The money goes back to the card.',
    means: 'The office refused the registration after the payment. The kiosk reverses the sale at the terminal.',
    todo: [
      'Look at the following `payment.step` lines: `reversed` means that the money went back.',
      'Tell the back office its reason and the reference. This should not happen after it accepted the application.',
    ],
  },
  'BKO-105': {
    title: 'Document does not fit this person',
    citizenSees: 'The document could not be printed; ask at a window. The reference is shown.',
    means:
      'The document of the back office names another person than this visit, or is not the requested document. Not one byte of it was printed.',
    todo: ['Report it to the back office with the reference and the time.', 'Do not print the document by hand.'],
  },
  'BKO-106': {
    title: 'Back office refused before the payment was final',
    citizenSees: 'The application was not registered. Nothing was taken from the card.',
    means:
      'The terminal held the approved sale back until the application was registered (*issue of goods*). The office refused the registration, so the terminal took the sale back.',
    todo: [
      'Look the reason up in the `payment.step` line `notPaid`, and in `device/back-office/openapi.yaml`.',
      'Tell the back office. This should not happen after it accepted the application.',
    ],
  },
  'BKO-107': {
    title: 'No answer of the back office before the payment was final',
    citizenSees: 'The application could not be registered now. Nothing was taken from the card.',
    means:
      'The terminal held the approved sale back as long as it can wait, and the back office did not answer. The terminal took the sale back. If the office registered the application, the kiosk withdraws it.',
    todo: ['Look at the network: `asan-kiosk doctor` asks the back office for its health.'],
  },
  'BKO-109': {
    title: 'Back office is asked too often',
    citizenSees: 'The service system is busy; it may have time in a moment.',
    means:
      'The back office answered with the status 429 and did nothing. It is overloaded, or this kiosk asked for more numbers within a quarter of an hour than people can type. The kiosk stays open and still registers earlier payments.',
    todo: [
      'If it happens once in a while, let the citizen try again.',
      'If several kiosks have it at the same time, tell the back office that its limit is too low or that it is slow.',
      'If one kiosk has it again and again, in lines `back-office.busy`, look at the person at the kiosk: the person is trying foreign numbers.',
    ],
  },
  'BKO-110': {
    title: 'Answer to another question',
    citizenSees: 'The answer of the system did not belong to the question. Nothing of it was used; try again.',
    means:
      'An answer of the back office named another application than the question, so it may be about another person. Not one byte of it was shown, printed or kept. The kiosk repeats the question under its own key.',
    todo: [
      'Report each line `answer.foreign` of the log to the back office: it has the time and the key of the question.',
      'If there are several lines within a day, remove the proxy or load balancer between kiosk and back office: it mixes answers up.',
    ],
  },
  'BKO-114': {
    title: 'Register has no phone of the person',
    citizenSees: 'No code can be sent; use a kiosk that reads chips, or ask an officer at a window.',
    means:
      'The service shows data of a register, so the card alone is not enough. Its chip was not read, and the back office has no number for a code.',
    todo: [
      'Send the citizen to an officer. The officer looks at the document and may add the number to the register. Nothing is broken.',
      'If every card has this, tell the centre: the back office does not find its register of phones.',
    ],
  },
  'BKO-115': {
    title: 'No more codes are sent for now',
    citizenSees: 'No more codes can be sent now. One can begin again later, or ask an officer at a window.',
    means:
      'One of these limits was reached. Three codes to this person within a quarter of an hour, or too many codes from this kiosk. The last code was typed wrongly three times. Twenty codes of this phone were typed wrongly today.',
    todo: [
      'If it happens once in a while, send the citizen to an officer: the phone may be at home.',
      'If several people in a row have it, tell the centre that codes are late or lost.',
      'If it comes with one card after another, look at the person at the kiosk: the person is trying foreign cards.',
    ],
  },
  'BKO-116': {
    title: 'No person is confirmed for the application',
    citizenSees: 'The application was not accepted. It has to be begun again, and confirmed once more.',
    means:
      'The back office knows no code that this person typed at this kiosk for this application. It was typed more than half an hour ago, or the back office was restarted since. Nothing was lodged, printed or taken.',
    todo: [
      'Let the citizen begin again: a new code is sent.',
      'If it happens every time, tell the centre: the back office forgets codes, or its clock jumps.',
    ],
  },
  'BKO-121': {
    title: 'Document without a seal',
    citizenSees: SEAL_SEEN,
    means:
      'The document of the back office has no seal over all its bytes, or a kind of seal that this program does not read. Not one byte of it was shown or printed.',
    todo: [
      'If every document has this, tell the office. Its seals are not as in `device/back-office/openapi.yaml`, or something between changes PDF files.',
      'If it happens once, report it to the back office with the reference and the time.',
    ],
  },
  'BKO-122': {
    title: 'Document was altered after it was sealed',
    citizenSees: SEAL_SEEN,
    means: 'The bytes of the document differ from the sealed bytes. Not one byte of it was shown or printed.',
    todo: [
      'Report it to the back office with the reference and the time: documents are changed between the back office and the kiosk.',
      'Do not print the document by hand.',
    ],
  },
  'BKO-123': {
    title: 'Seal was made with another key',
    citizenSees: SEAL_SEEN,
    means:
      'The seal names a certificate, but was not made with the key of this certificate. Not one byte of the document was shown or printed.',
    todo: [
      'If every document has this, tell the office: its key and its certificate do not belong together.',
      'If it happens once, treat it as a forgery. Report it with the reference and the time.',
    ],
  },
  'BKO-124': {
    title: 'Seal is not by a trusted signer',
    citizenSees: SEAL_SEEN,
    means:
      'The seal is right, but its certificate is not in the file `backOffice.seal` of the profile. Not one byte of the document was shown or printed.',
    todo: [
      'Ask the centre whether the back office has a new seal. If so, compare the SHA-256 of its certificate with the office on another channel, and add it to the file.',
      'If there is no new seal, treat it as a forgery, and tell the centre.',
    ],
  },
  'BKO-125': {
    title: 'Seal outside the time of its certificate',
    citizenSees: SEAL_SEEN,
    means:
      'The certificate of the seal had expired or was not valid yet when the document was sealed. Or the document has a time of sealing in the future.',
    todo: [
      'Run `timedatectl`: the clock of this machine must be right.',
      'If every document has this, ask the back office to renew the certificate of its seal. Then add the new certificate to the file `backOffice.seal` of the profile.',
    ],
  },
  'BKO-126': {
    title: 'Document is not valid any more',
    citizenSees: 'The last day of the document is over; a new one can be applied for.',
    means: 'The document was issued some time ago, and its last day has passed. It is not printed again.',
    todo: [
      'Let the citizen apply for a new document.',
      'If the document is of today, compare the date of this machine with the date of the office.',
    ],
  },
  'BKO-141': {
    title: 'Accepted without the back office',
    citizenSees: 'What needs nothing of the office is taken now and sent later; all else can be read.',
    means:
      'This kiosk has `offline` in its profile and no connection to its office now. It accepts queue tickets and complaints, encrypts them for the office, and forwards them when the office answers.',
    todo: [
      'If the kiosk is on its way, do nothing. `back-office.answers` and `offline.merged` in the log say when the applications were forwarded.',
      'If there should be a connection, go on with BKO-101.',
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
