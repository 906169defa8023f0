import { formatVerifierKey } from '../../device/proof/note.ts';
import type { ProvedReceipt } from '../../device/proof/verify.ts';
import { plainDate, plainMoment } from '../../device/words/format.ts';
import type { Language } from '../../device/words/language.ts';
import { formatAmount } from '../../drivers/money.ts';
import type { ServiceNames } from './page-data.ts';
import { RECEIPT_CHECK_WORDS } from './words.ts';

/** Azerbaijan has had one time all year since 2016: UTC+4. */
const BAKU_MINUTES = 4 * 60;

/** Time at the centre, from minutes since 1970. */
const moment = (minute: number): string => plainMoment(new Date((minute + BAKU_MINUTES) * 60_000).toISOString());

export function proofSentence({ proof, log, witnesses }: ProvedReceipt, language: Language): string {
  return RECEIPT_CHECK_WORDS[language].sentence({
    reference: proof.hidden.reference,
    number: String(proof.index + 1),
    size: String(proof.size),
    log: log.name,
    // Name and id of the key: short, and enough to find it on the centre's sheet.
    key: formatVerifierKey(log).split('+').slice(0, 2).join('+'),
    witnesses: witnesses.map(({ key }) => key.name).join(', '),
  });
}

/** Rows with the contents of the leaf and the values behind its hash, in the order of a receipt. */
export function proofRows(
  { proof: { facts, hidden } }: ProvedReceipt,
  language: Language,
  services: ServiceNames,
): readonly (readonly [name: string, value: string])[] {
  const words = RECEIPT_CHECK_WORDS[language];
  const { facts: names } = words;
  return [
    [names.reference, hidden.reference],
    [names.outcome, facts.outcome === 'issued' ? words.issued : facts.outcome],
    [names.at, facts.minute === null ? words.noTime : `${moment(facts.minute)} (${words.time})`],
    [names.service, services[facts.service]?.[language] ?? facts.service],
    ...(facts.tariff === '-' ? [] : [[names.tariff, plainDate(facts.tariff)] as const]),
    // Without manat sign: not every phone's fonts have it.
    [names.amount, formatAmount(hidden.amount)],
    ...(hidden.payment === '-'
      ? []
      : [[names.payment, hidden.payment === 'cash' ? words.cash : hidden.payment] as const]),
    [names.kiosk, facts.kioskId],
  ];
}
