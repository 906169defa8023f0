/** Transitions of the idle warning and of the call of staff: `bites.test.ts` needs each of them. */
const BY_BITES = [
  'kiosk: call.shown',
  'session.visit.attention.attentive: citizen.*',
  'session.visit.attention.attentive: journey.*',
  'session.visit.attention.attentive: document.*',
  'session.visit.attention.attentive: presence.changed',
  'session.visit.attention.attentive: scan.*',
  'session.visit.attention.warned: document.*',
  'session.visit.attention.warned: presence.changed',
  'session.visit.attention.warned: scan.*',
  'session.visit.attention.absent: document.*',
  'session.visit.attention.absent: journey.*',
  'session.visit.attention.absent: presence.changed',
  'session.visit.attention.absent: scan.*',
  'session.visit.attention.absent: xstate.after.absent.session.visit.attention.absent 1 of 2',
];

/** Transitions that stubs do not reach. `npm run prove -- model` walks the real steps. */
const NEVER_TAKEN = [
  'kiosk: process.ending',
  'kiosk: process.asked',
  'kiosk.open.attract: xstate.after.cardLeftLimit.kiosk.open.attract',
  'session.visit.journey.routing: at once 1 of 12',
  'session.visit.journey.routing: at once 10 of 12',
  'session.visit.journey.checking: citizen.edit 1 of 10',
  'session.visit.journey.checking: citizen.edit 2 of 10',
  'session.visit.journey.checking: citizen.edit 3 of 10',
  'session.visit.journey.checking: citizen.edit 4 of 10',
  'session.visit.journey.checking: citizen.edit 9 of 10',
  'session.visit.journey.checking: citizen.edit 10 of 10',
  'session.visit.journey.checking: citizen.pay 2 of 2',
  'session.visit.journey.duplicated: at once 1 of 2',
  'session.visit.journey.printing: xstate.done.actor.printing 2 of 3',
  'session.visit.journey.trouble: citizen.retry 1 of 5',
];

/** These transitions change only a page, count, slip or hold that the walk does not look at. */
const WITHOUT_A_LAW = [
  'kiosk.open.visiting: document.*',
  'kiosk.open.visiting: chip.progress',
  'session.visit.journey.paying: xstate.snapshot.payment',
  'session.visit.journey.payingCash: xstate.done.actor.cash 3 of 4',
  'session.visit.journey.typingCredit: citizen.key',
  'session.visit.journey.typingCredit: citizen.erase',
  'session.visit.journey.crediting: xstate.done.actor.0.session.visit.journey.crediting 2 of 4',
  'session.visit.journey.refused: at once 3 of 4',
  'session.visit.journey.trouble: citizen.retry 2 of 5',
  'session.visit.journey.trouble: citizen.retry 4 of 5',
  'session.visit.holding.none: at once',
  'session.visit.holding.held: at once',
  'session.visit.slips: doubt.lasts',
  'session.visit.slips.none: at once',
  'cash: till.reported',
  'cash.taking.waiting: citizen.stay',
  'cash.taking.waiting: citizen.language',
  'cash.taking.waiting: citizen.display',
  'credit.typing: citizen.key',
  'credit.typing: citizen.erase',
  'credit.typing: citizen.next 2 of 2',
];

export const UNNOTICED_IN_CORE: readonly string[] = [...BY_BITES, ...NEVER_TAKEN, ...WITHOUT_A_LAW];
