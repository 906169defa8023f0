import type { Language } from '../../device/words/language.ts';
import { catalogue } from '../support/catalogue.ts';
import type { KioskProcess } from '../support/kiosk-process.ts';
import { newestCode } from '../support/phone-code.ts';
import type { Citizen } from './citizen.ts';

const SERVICE = 'identity-card-replacement';

export async function untilIdentifying(citizen: Citizen, language: Language): Promise<void> {
  await citizen.start(language);
  await citizen.choose(SERVICE);
  await citizen.touch(citizen.words.common.next);
  await citizen.sees(citizen.words.identifying.waiting.title);
}

/** Goes to *check your answers*, with the card of the first simulated person. */
export async function untilChecking(kiosk: KioskProcess, citizen: Citizen, language: Language): Promise<void> {
  await untilIdentifying(citizen, language);
  await kiosk.dock({ device: 'reader', do: 'insert', document: 'aze-card-woman', how: 'whole' });
  const questions = catalogue().services.find(({ id }) => id === SERVICE)?.questions ?? [];
  const [reason, phone] = questions.filter(({ when }) => when.length === 0);
  if (reason?.kind !== 'choice' || phone?.kind !== 'phone') throw new Error('a choice and a number are asked');
  await citizen.sees(reason.title[language]);
  await kiosk.dock({ device: 'reader', do: 'remove' });
  const [first] = reason.options.filter(({ ofExpiredCard }) => !ofExpiredCard);
  await citizen.answers(first?.label[language] ?? '');
  await citizen.sees(phone.title[language]);
  await citizen.type('501234567');
  await citizen.touch(citizen.words.common.next);
  await citizen.sees(citizen.words.checking.title);
}

/** For a service that needs a code: sends the code and types it from the phone of the dock. */
export async function confirmByPhone(kiosk: KioskProcess, citizen: Citizen): Promise<void> {
  const { offeringCode, typingCode, common } = citizen.words;
  await citizen.sees(offeringCode.title);
  await citizen.touch(offeringCode.send);
  await citizen.sees(typingCode.title);
  const { phone } = await kiosk.state();
  await citizen.type(newestCode(phone.messages) ?? '');
  await citizen.touch(common.next);
}

/** Goes to the payment: the terminal waits for a card. */
export async function untilPaying(kiosk: KioskProcess, citizen: Citizen, language: Language): Promise<void> {
  await untilChecking(kiosk, citizen, language);
  await citizen.touch(/5[,.]00/);
  await citizen.paysBy('card');
  await citizen.sees(citizen.words.paying.stages['present-card'].title);
  await kiosk.until(({ terminal }) => terminal.display.amount === 500);
}
