import type { TechnicianText } from './technician-text.ts';

/** Citizens need not know which fault the seal has. */
const SEAL_SEEN = 'The document could not be printed, because its seal could not be confirmed. An officer helps.';

export const BACK_OFFICE = {
  'BKO-101': {
    title: 'Back office is not reachable',
    citizenSees: 'The service is not available now. Nothing was taken.',
    means:
      'The application could not be handed over before payment: no answer in time, a connection that broke, or an answer that makes no sense.',
    todo: [
      'Look at the network: `sudo asan-kiosk doctor` on this machine says in its line `office` what answers, or that nothing does. `URL/v1/health`, with `backOffice.url` of the profile, must say `{"status":"ok"}` in the browser of a computer in the same network; the kiosk has no `curl`.',
      'The log line `back-office.trouble` has the cause: `ENOTFOUND` or `timeout` is the network; `status`, `nonsense` or `too-long` is something else that answers in its place; `HPE_…` is no HTTP, `EPROTO` no TLS at this port.',
      '`undated-quote`: the back office named a sum without the day of its tariff. The application is paid at the window; the office has to add the day.',
      'Compare `backOffice.url` of the profile.',
    ],
  },
  'BKO-102': {
    title: 'Back office refused the application',
    citizenSees: 'The application was not accepted. Nothing was taken; ask at a window.',
    means: 'It understood and said no, before any payment. The log line has its reason.',
    todo: ['Look the reason up in the description of the interface (`device/back-office/openapi.yaml`).'],
  },
  'BKO-103': {
    title: 'Back office is not reachable after the payment',
    citizenSees: 'The payment is safe; the application will be registered by itself. The reference is shown.',
    means:
      'The sale was approved and the registration has no answer yet. It is repeated under the same key until it has one.',
    todo: [
      'Make the back office reachable; the rest happens by itself.',
      'The ledger of the kiosk has every paid application.',
    ],
  },
  'BKO-104': {
    title: 'Back office refused a paid application',
    citizenSees: 'The application was not accepted. The money goes back to the card.',
    means: 'The registration was refused after the payment; the sale is reversed at the terminal.',
    todo: [
      'Look at the following `payment.step` lines: `reversed` means that the money went back.',
      'Tell the back office its reason and the reference: this should not happen after it accepted the application.',
    ],
  },
  'BKO-105': {
    title: 'Document does not fit this person',
    citizenSees: 'The document could not be printed; ask at a window. The reference is shown.',
    means:
      'What the back office sent names another person than the one of this visit, or is not what was asked for. Not one byte of it was printed.',
    todo: ['Report it to the back office with the reference and the time.', 'Do not print the document by hand.'],
  },
  'BKO-106': {
    title: 'Back office refused before the payment was final',
    citizenSees: 'The application was not registered. Nothing was taken from the card.',
    means:
      'The terminal held the approved sale back until the application was registered (*issue of goods*). It was refused, so the terminal took the sale back.',
    todo: [
      'Look its reason up in the `payment.step` line `notPaid`, and in `device/back-office/openapi.yaml`.',
      'Tell the back office: this should not happen after it accepted the application.',
    ],
  },
  'BKO-107': {
    title: 'No answer of the back office before the payment was final',
    citizenSees: 'The application could not be registered now. Nothing was taken from the card.',
    means:
      'The terminal held the approved sale back for as long as it can wait, and the back office did not answer. The terminal took the sale back; what the back office may have registered is withdrawn by itself.',
    todo: ['Look at the network: `asan-kiosk doctor` asks the back office for its health.'],
  },
  'BKO-109': {
    title: 'Back office is asked too often',
    citizenSees: 'The service system is busy; it may have time in a moment.',
    means:
      'It answered with the status 429 and did nothing: it has too much to do, or this kiosk asked for more numbers within a quarter of an hour than people can type. The kiosk stays open; what was paid before is registered by itself.',
    todo: [
      'Once in a while: nothing; whoever stands there tries again.',
      'Several kiosks at the same time: tell the back office that its limit is too low, or that it is slow.',
      'One kiosk again and again, in lines `back-office.busy`: somebody tries numbers that are not theirs. Look there.',
    ],
  },
  'BKO-110': {
    title: 'Answer to another question',
    citizenSees: 'The answer of the system did not belong to the question. Nothing of it was used; try again.',
    means:
      'An answer of the back office named another application than the one that was asked about, so it may be about another person. Not one byte of it was shown, printed or kept. The question is asked again under its own key.',
    todo: [
      'Each case is a line `answer.foreign` of the log with the time and what was asked about. Report them to the back office.',
      'Several within a day: something between kiosk and back office (a proxy, a load balancer) mixes answers up. Take it out.',
    ],
  },
  'BKO-114': {
    title: 'Register has no phone of the person',
    citizenSees: 'No code can be sent; use a kiosk that reads chips, or ask an officer at a window.',
    means:
      'The service shows what a register has of the person, so the card alone is not enough. Its chip was not read, and the back office has no number to send a code to.',
    todo: [
      'Nothing is broken: an officer looks at the document, and may have the number written into the register.',
      'Every card: the back office does not find its register of phones. Tell the centre.',
    ],
  },
  'BKO-115': {
    title: 'No more codes are sent for now',
    citizenSees: 'No more codes can be sent now. One can begin again later, or ask an officer at a window.',
    means:
      'Three codes went to this person within a quarter of an hour, or too many from this kiosk; or the last of them was typed wrongly three times; or twenty codes of this phone were typed wrongly today.',
    todo: [
      'Once in a while this is somebody whose phone lies at home. An officer can help at once.',
      'Several people in a row: their codes do not arrive. Tell the centre that the messages of the back office are late or lost.',
      'Often at one kiosk, with one card after another: somebody tries cards that are not theirs. Look there.',
    ],
  },
  'BKO-116': {
    title: 'Nobody is confirmed for the application',
    citizenSees: 'The application was not accepted. It has to be begun again, and confirmed once more.',
    means:
      'The back office knows of no code that this very person typed at this kiosk for this application: it was typed more than half an hour before, or the back office was started anew since. Nothing was lodged, printed or taken.',
    todo: [
      'Whoever stands there begins again; a new code is sent.',
      'Every time: the back office forgets codes, or its clock jumps. Tell the centre.',
    ],
  },
  'BKO-121': {
    title: 'Document without a seal',
    citizenSees: SEAL_SEEN,
    means:
      'The document that the back office sent has no seal that covers all of its bytes, or one of a kind that this program does not read. Not one byte of it was shown or printed.',
    todo: [
      'Every document: the back office seals otherwise than `device/back-office/openapi.yaml` says, or something on the way writes PDF files anew. Tell the office.',
      'Once: report it to the back office with the reference and the time.',
    ],
  },
  'BKO-122': {
    title: 'Document was altered after it was sealed',
    citizenSees: SEAL_SEEN,
    means: 'Its bytes are not those that the back office sealed. Not one byte of it was shown or printed.',
    todo: [
      'Report it to the back office with the reference and the time: somebody or something between it and the kiosk changes documents.',
      'Do not print the document by hand.',
    ],
  },
  'BKO-123': {
    title: 'Seal was made with another key',
    citizenSees: SEAL_SEEN,
    means:
      'The seal names a certificate, and was not made with the key that belongs to it. Not one byte of the document was shown or printed.',
    todo: [
      'Every document: the key and the certificate of the back office do not belong together. Tell the office.',
      'Once: treat it as a forgery; report it with the reference and the time.',
    ],
  },
  'BKO-124': {
    title: 'Seal of somebody who is not believed',
    citizenSees: SEAL_SEEN,
    means:
      'The seal is right, and its certificate is none of those that `backOffice.seal` of the profile names. Not one byte of the document was shown or printed.',
    todo: [
      'Ask the centre whether the back office has a new seal. If so, compare the SHA-256 of its certificate with the office by another way, and add it to the file.',
      'If not: treat it as a forgery, and tell the centre.',
    ],
  },
  'BKO-125': {
    title: 'Seal outside the time of its certificate',
    citizenSees: SEAL_SEEN,
    means:
      'The certificate of the seal had expired, or was not valid yet, when the document was sealed; or the document says that it is sealed at a time to come.',
    todo: [
      'Run `timedatectl`: the clock of this machine has to be right.',
      'Every document: the back office has to renew the certificate of its seal. Then add the new one to the file that `backOffice.seal` of the profile names.',
    ],
  },
  'BKO-126': {
    title: 'Document is not valid any more',
    citizenSees: 'The last day of the document is over; a new one can be applied for.',
    means: 'The document was issued some time ago, and its last day has passed. It is not printed once more.',
    todo: [
      'Whoever needs it applies for a new one.',
      'A document of today: compare the date of this machine and of the office.',
    ],
  },
  'BKO-141': {
    title: 'Taken without the back office',
    citizenSees: 'What needs nothing of the office is taken now and sent later; all else can be read.',
    means:
      'This kiosk is away from its office (`offline` in its profile) and has no connection. Queue tickets and complaints are taken, sealed for the office, and handed over when it answers.',
    todo: [
      'Nothing, where the kiosk is on its way. `back-office.answers` and `offline.merged` in the log say when it was handed over.',
      'Where there should be a connection, go on with BKO-101.',
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
