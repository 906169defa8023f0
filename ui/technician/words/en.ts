import { deviceTitles } from '../../../drivers/device-kinds.ts';
import type { TechnicianWords } from './az.ts';

export const en: TechnicianWords = {
  title: "Technician's page",
  kiosk: 'Kiosk',
  simulated: 'simulated',
  code: 'Code',
  enter: 'Enter',
  refused: 'The code is wrong, used or expired',
  takenOver: 'This page was opened elsewhere with a newer code',
  refusedHow: 'For a new code, run this command on the kiosk:',
  connecting: 'Connecting to the kiosk…',
  lost: 'The connection to the kiosk is lost. This page may be out of date.',
  clock: 'Clock',
  clockStates: {
    synchronised: 'set by a time server',
    unsynchronised: 'not set: the kiosk promises and prints no date',
    unknown: 'unknown: this machine cannot tell',
  },
  terminalClock: "Terminal's clock",
  terminalClockRight: "agrees with the kiosk's clock",
  terminalClockOff: ({ minutes, wholeHours }) => {
    const side = minutes < 0 ? 'behind' : 'ahead';
    return wholeHours === null
      ? `${Math.abs(minutes)} min ${side} (TRM-108)`
      : `${Math.abs(wholeHours)} h ${side}: most likely, the time zone is wrong (TRM-108)`;
  },
  terminalTimes: ({ terminal, kiosk }) => `newest card sale: terminal ${terminal}, kiosk ${kiosk}`,
  distrust: {
    'BKO-111':
      'By the clock of the kiosk, the certificate of the back office is not valid. The kiosk tries again as soon as the clock is set.',
    'BKO-112': 'The kiosk does not trust the certificate of the back office and sends nothing.',
  },
  devices: 'Devices',
  deviceNames: deviceTitles('en'),
  states: {
    starting: 'starting',
    online: 'works',
    offline: 'does not answer',
    noDevice: 'not connected',
    hardwareError: 'broken',
  },
  degraded: {
    degraded: 'fails for some people: clean it',
    withdrawn: 'fails for some people: the kiosk does not offer it',
  },
  cleaned: 'Cleaned',
  open: 'Open applications',
  nothingOpen: 'All applications are closed.',
  tryNow: 'Try again now',
  age: 'Open for',
  ageUnknown: 'unknown',
  units: { d: 'd', h: 'h', min: 'min', s: 's' },
  amount: 'Amount',
  free: 'free',
  nextStep: 'Next step',
  next: {
    ask: 'Ask the terminal for the outcome of the sale. Until then the kiosk takes no other card payment.',
    'count-cash': 'Count the inserted notes as the payment',
    'stop-cash': 'Stop taking notes',
    'wait-for-note': 'Wait until the bill validator reports where the note is',
    credit: 'Create a credit for the cash that no payment used',
    'tell-credit': 'Report the credit to the back office',
    register: 'Register the application at the back office',
    reverse: 'Give the money back to the card through the terminal',
    withdraw: 'Withdraw the application at the back office',
    close: 'Close the application',
    'leave-to-staff':
      'Nothing: the kiosk cannot find out the result of the sale, or its application. Check the sale and settle it by hand (TRM-106, TRM-107).',
    nothing: 'Nothing',
    'by-hand':
      'Nothing: a ledger entry of this application is damaged or missing. Settle the application by hand (LDG-103).',
    damaged:
      'Nothing: the ledger entries of this application contradict each other. `asan-kiosk ledger show` prints them.',
  },
  attempts: (times, code) => `failed attempts: ${times}, last ${code}`,
  application: 'Application',
  notes: 'Notes in doubt',
  noNotes: 'None.',
  noteUnknown: 'value unknown',
  noteHeld: 'held, not settled',
  credits: 'Credits not printed',
  noCredits: 'None.',
  log: 'Last lines of the log',
  time: 'Time',
  event: 'Event',
  fields: 'Details',
  clockNotSet: 'clock not set',
};
