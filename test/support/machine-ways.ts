import type { Language } from '../../device/words/language.ts';
import { primaryIntent } from '../model/offers.ts';
import { APPROVAL, AYSEL, type MachineRig, PHONE_CODE } from '../rigs/machine-rig.ts';

export const APPROVED_SALE = { known: 'approved', approval: APPROVAL } as const;
export const SILENT_TERMINAL = {
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

/** Goes to the page with the office's price, or to the page *no price*. */
export async function untilChecking(rig: MachineRig, language?: Language): Promise<void> {
  await untilAnswering(rig, language);
  const screen = rig.screen();
  if (screen.show !== 'answering' || screen.question.kind !== 'choice') throw new Error(`at ${screen.show}`);
  await rig.citizen({ do: 'answer', value: screen.question.options[0]?.value ?? '' }, { do: 'next' });
  await rig.type('501234567');
  await rig.citizen({ do: 'next' });
  await goThroughChoices(rig);
}

/** Goes on by *next* or the first choice, as far as *check your answers*. */
export async function goThroughChoices(rig: Pick<MachineRig, 'screen' | 'citizen'>, note = () => {}): Promise<void> {
  for (let screen = rig.screen(); screen.show !== 'checking'; screen = rig.screen()) {
    const on = primaryIntent(screen);
    if (on === null || on.do === 'retry') return;
    note();
    await rig.citizen(on);
  }
}

export async function untilPaying(rig: MachineRig, language?: Language): Promise<void> {
  await untilChecking(rig, language);
  await rig.citizen({ do: 'pay' }, { do: 'method', method: 'card' });
}

export async function untilPrinting(rig: MachineRig, language?: Language): Promise<void> {
  await untilPaying(rig, language);
  rig.terminal.settle(APPROVED_SALE);
  await rig.settled();
}

const CERTIFICATE = 'family-members-certificate';

/** Goes to the page that offers a code: a certificate needs more than a card. */
export async function untilCodeOffered(rig: MachineRig, language: Language = 'az', card = AYSEL): Promise<void> {
  await rig.settled();
  await rig.citizen({ do: 'start', language }, { do: 'choose', service: CERTIFICATE }, { do: 'next' });
  rig.reader.read(card);
  await rig.settled();
}

export async function confirmByPhone(rig: MachineRig): Promise<void> {
  await rig.citizen({ do: 'next' });
  await rig.type(PHONE_CODE);
  await rig.citizen({ do: 'next' });
}
