import { toLatinLetters } from './record-language.ts';
import type { WireLodgeRequest } from './wire.ts';

export interface SampleCertificateRequest {
  readonly fin: string;
  readonly answers: WireLodgeRequest['answers'];
  readonly at: Date;
}

export const SAMPLE_NOTICE = 'NÜMUNƏ: aşağıdakı məlumat uydurulub.';

/** By service. Invented numbers come from the FIN or the answers. */
export const SAMPLE_CERTIFICATES: Readonly<Record<string, (asked: SampleCertificateRequest) => readonly string[]>> = {
  'address-certificate': addressLines,
  'social-insurance-extract': insuranceLines,
  'gas-debt-certificate': gasLines,
};

function addressLines({ fin, answers }: SampleCertificateRequest): readonly string[] {
  const house = 1 + numberOf(fin, 120);
  const flat = 1 + numberOf(fin, 80);
  return [
    SAMPLE_NOTICE,
    'Bu şəxs aşağıdakı ünvanda qeydiyyatdadır:',
    `Bakı şəhəri, Sınaq küçəsi, ev ${house}, mənzil ${flat}`,
    ...presentedTo('Arayış', answers),
  ];
}

function insuranceLines({ fin, answers, at }: SampleCertificateRequest): readonly string[] {
  const years = 3 + numberOf(fin, 20);
  const monthly = 20 + numberOf(fin, 60);
  const lastYear = at.getUTCFullYear() - 1;
  return [
    SAMPLE_NOTICE,
    `Sosial sığorta stajı: ${years} il`,
    'Sığortaedən: Sınaq MMC',
    ...[lastYear - 2, lastYear - 1, lastYear].map((year) => `${year}: ödənilmiş sığorta haqqı ${manat(monthly * 12)}`),
    ...presentedTo('Çıxarış', answers),
  ];
}

/** A code that ends in 9 has debts. */
function gasLines({ answers }: SampleCertificateRequest): readonly string[] {
  const code = answers['subscriber'] ?? '';
  const owes = code.endsWith('9') ? 12 + numberOf(code, 60) : 0;
  return [
    SAMPLE_NOTICE,
    `Abonent kodu: ${code}`,
    owes === 0 ? 'Təbii qaza görə borc yoxdur.' : `Təbii qaza görə borc: ${manat(owes)}`,
  ];
}

function presentedTo(what: string, answers: SampleCertificateRequest['answers']): readonly string[] {
  const place = answers['presentedTo'];
  return place ? [`${what} təqdim olunur: ${toLatinLetters(place)}`] : [];
}

const manat = (whole: number): string => `${whole},00 ₼`;

/** From 0 to `below` - 1, derived from the text. */
const numberOf = (text: string, below: number): number => Number.parseInt(text, 36) % below;
