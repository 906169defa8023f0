import type { Language } from '../../device/words/language.ts';
import { leadsOn } from '../model/offers.ts';
import { APPROVAL, AYSEL, type MachineRig, PHONE_CODE } from '../rigs/machine-rig.ts';

/* How far a citizen comes who replaces an identity card, with everything healthy. */

export const APPROVED = { known: 'approved', approval: APPROVAL } as const;
/** The terminal fell silent after the amount was sent. */
export const SILENT = {
  known: 'nothing',
  ask: 'last-transaction',
  trouble: { code: 'TRM-102', kind: 'no-answer', phase: 'after-write' },
} as const;

export async function untilAnswering(rig: MachineRig, language: Language = 'az'): Promise<void> {
  await rig.settled();
  await rig.citizen({ do: 'start', language }, { do: 'choose', service: 'identity-card-replacement' }, { do: 'next' });
  rig.reader.read();
  await rig.settled();
}

/** To the price that the office says, or that it has none. */
export async function untilChecking(rig: MachineRig, language?: Language): Promise<void> {
  await untilAnswering(rig, language);
  const screen = rig.screen();
  if (screen.show !== 'answering' || screen.question.kind !== 'choice') throw new Error(`at ${screen.show}`);
  await rig.citizen({ do: 'answer', value: screen.question.options[0]?.value ?? '' }, { do: 'next' });
  await rig.type('501234567');
  await rig.citizen({ do: 'next' });
  await throughSteps(rig);
}

/** Through steps that ask nothing but a choice, as far as they lead. */
export async function throughSteps(rig: Pick<MachineRig, 'screen' | 'citizen'>, note = () => {}): Promise<void> {
  for (let screen = rig.screen(); screen.show !== 'checking'; screen = rig.screen()) {
    const on = leadsOn(screen);
    if (on === null || on.do === 'retry') return;
    note();
    await rig.citizen(on);
  }
}

/** Brings the visit to the payment by card. */
export async function untilPaying(rig: MachineRig, language?: Language): Promise<void> {
  await untilChecking(rig, language);
  await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
}

export async function untilPrinting(rig: MachineRig, language?: Language): Promise<void> {
  await untilPaying(rig, language);
  rig.terminal.settle(APPROVED);
  await rig.settled();
}

const CERTIFICATE = 'family-members-certificate';

/** To the page that offers somebody a code who wants a certificate; its service wants more than a card in the reader. */
export async function untilOffered(rig: MachineRig, language: Language = 'az', card = AYSEL): Promise<void> {
  await rig.settled();
  await rig.citizen({ do: 'start', language }, { do: 'choose', service: CERTIFICATE }, { do: 'next' });
  rig.reader.read(card);
  await rig.settled();
}

/** From the page that offers a code: it is sent to the phone and typed. */
export async function byPhone(rig: MachineRig): Promise<void> {
  await rig.citizen({ do: 'next' });
  await rig.type(PHONE_CODE);
  await rig.citizen({ do: 'next' });
}
