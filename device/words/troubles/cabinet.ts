import type { TechnicianText } from './technician-text.ts';

export const CABINET_TEXTS = {
  'LIN-107': {
    title: 'Cabinet is open',
    citizenSees: 'The door of the kiosk is open: no payment begins until it is closed.',
    means:
      'The contact of the door says that the door is open, or the line of this contact was lost after it had worked. No payment begins, and the validator takes no note; a running payment ends as usual. After the current visit the kiosk closes until the door is closed.',
    todo: [
      'Close the door of the cabinet. The kiosk goes on at once.',
      'If no technician opened the door, look for tampering and count the cassette.',
      'If the door is closed, read the contact with `sudo asan-kiosk lines`: a bent contact or a loose cable looks like an open door.',
    ],
  },
} satisfies Readonly<Record<string, TechnicianText>>;
