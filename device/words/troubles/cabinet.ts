import type { TechnicianText } from './technician-text.ts';

export const CABINET_TEXTS = {
  'LIN-107': {
    title: 'Cabinet is open',
    citizenSees: 'The kiosk is open: no payment begins until it is closed.',
    means:
      'The contact of the door says open, or its line was lost after it had worked. No payment begins and the validator takes no note; a running payment ends as usual. Between visits the kiosk closes.',
    todo: [
      'Close the door. The kiosk goes on at once.',
      'If no technician opened the door, look for tampering and count the cassette.',
      'If the door is closed, read the contact with `asan-kiosk lines`: a bent contact or a loose cable reads as open.',
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
