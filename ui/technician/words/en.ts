import { deviceTitles } from '../../../drivers/device-kinds.ts';
import type { StaffWords } from './az.ts';

export const en: StaffWords = {
  title: "Technician's page",
  kiosk: 'Kiosk',
  simulated: 'simulated',
  code: 'Code',
  enter: 'Enter',
  refused: 'This code does not work',
  takenOver: 'This page was opened elsewhere with a newer code',
  refusedHow: 'For a new code, run on this computer:',
  connecting: 'Connecting to the kiosk…',
  lost: 'The kiosk does not answer. What is shown may be old.',
  clock: 'Clock',
  clockStates: {
    synchronised: 'set by a time server',
    unsynchronised: 'not set: no date is promised or printed',
    unknown: 'not checked',
  },
  terminalClock: "Terminal's clock",
  terminalClockRight: "fits the kiosk's",
  terminalClockOff: ({ minutes, wholeHours }) => {
    const side = minutes < 0 ? 'behind' : 'ahead';
    return wholeHours === null
      ? `${Math.abs(minutes)} min ${side} (TRM-108)`
      : `${Math.abs(wholeHours)} h ${side}: most likely its time zone (TRM-108)`;
  },
  terminalTimes: ({ terminal, kiosk }) => `newest card sale: terminal ${terminal}, kiosk ${kiosk}`,
  distrust: {
    'BKO-111':
      'The certificate of the back office is not valid by this clock. It is tried again as soon as the clock is set.',
    'BKO-112': 'The certificate of the back office is not believed. Nothing is sent.',
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
  open: 'Open applications',
  nothingOpen: 'All are closed.',
  tryNow: 'Try again now',
  age: 'Age',
  ageUnknown: 'unknown',
  units: { d: 'd', h: 'h', min: 'min', s: 's' },
  amount: 'Amount',
  free: 'free',
  nextStep: 'Next step',
  next: {
    ask: 'Ask the terminal what became of the sale. Until then no other card sale is taken.',
    'count-cash': 'Count the notes as the payment',
    'stop-cash': 'End the taking of notes',
    'wait-for-note': 'Wait until the bill validator says where the note is',
    credit: 'Turn the notes beyond the duty into a credit',
    'tell-credit': 'Tell the office of the credit',
    register: 'Register it at the back office',
    reverse: 'Give the money back at the terminal',
    withdraw: 'Take it back at the back office',
    close: 'Close it',
    'leave-to-staff':
      'Nothing: the terminal cannot say whose this sale is. Find out and settle it by hand (TRM-106, TRM-107).',
    nothing: 'Nothing',
    'by-hand': 'Nothing: a record of it is damaged or missing. Settle it by hand (LDG-103).',
    damaged: 'Nothing: its entries contradict each other. `asan-kiosk ledger show` prints them.',
  },
  attempts: (times, code) => `tried in vain ${times === 1 ? 'once' : `${times} times`}, last ${code}`,
  application: 'Application',
  notes: 'Notes in doubt',
  noNotes: 'None.',
  noteUnknown: 'value unknown',
  noteHeld: 'held, not settled',
  credits: 'Credits on no paper',
  noCredits: 'None.',
  log: 'Last lines of the log',
  time: 'Time',
  event: 'Event',
  fields: 'Details',
  clockNotSet: 'clock not set',
};
