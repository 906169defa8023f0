import { formatZone } from '../../drivers/id-reader/mrz/codec.ts';
import { maskPhone } from '../../simulators/back-office/phones.ts';

/* A person of unmistakable strings: found anywhere after the visit, a string was kept. */

const ZONE = {
  format: 'TD1',
  documentCode: 'IA',
  issuer: 'AZE',
  nationality: 'AZE',
  documentNumber: 'ZQ7391864',
  surname: 'QUXVAZHINLI',
  givenNames: 'WYKRAMETTA',
  sex: 'F',
  birthDate: '870219',
  expiryDate: '340228',
  optional: ['7QZX4WK', ''],
} as const;

export const CANARY_ZONE: readonly string[] = formatZone(ZONE);

export const CANARY_PHONE = '559417306';
/** Phone in the register; the kiosk learns only two digits. */
export const CANARY_REGISTER_PHONE = '+994007391648';
export const CANARY_CODE = '839174';
export const CANARY_ANSWER = 'ZQVUXWAYKHIL';

export const CANARY_CHILD = {
  surname: 'VEXQORBALI',
  'given-names': 'ZYQMURTAX',
  'birth-date': '2016-09-27',
  fin: '8WXQ3ZK',
} as const;

export const CANARY_TYPED_TEXTS = {
  place: 'YUQXARVELI',
  house: '7739-QX',
  email: 'qzvexa@zykhimail.az',
  amount: '739182,64',
  plate: '47QX913',
  'document-number': 'XQ8825136',
  due: '7391846251',
  decision: 'QZK7391846251',
  'car-paper': 'QZ739184',
  note: 'qzyxvu wkahz 7',
} as const;

/** Card number with a correct check digit; no test card of a scheme. */
export const CANARY_CARD = { name: 'Visa Debit', tail: '9734', pin: '1234', number: '4929738164029734' } as const;

/** Searched texts. The birth date has the forms of zone and process: digits alone could be anything. */
export const CANARY_STRINGS: Readonly<Record<string, string>> = {
  surname: ZONE.surname,
  'given names': ZONE.givenNames,
  FIN: ZONE.optional[0],
  'document number': ZONE.documentNumber,
  'birth date': '1987-02-19',
  'birth date in the zone': /870219\d[FMX]/.exec(CANARY_ZONE[1] ?? '')?.[0] ?? 'no birth date in the zone',
  phone: CANARY_PHONE,
  'phone of the register': CANARY_REGISTER_PHONE.slice(4),
  'masked phone of the register': maskPhone(CANARY_REGISTER_PHONE),
  'code to that phone': CANARY_CODE,
  answer: CANARY_ANSWER,
  'surname of the child': CANARY_CHILD.surname,
  'given names of the child': CANARY_CHILD['given-names'],
  'birth date of the child': CANARY_CHILD['birth-date'],
  'FIN of the child': CANARY_CHILD.fin,
  'place of the address': CANARY_TYPED_TEXTS.place,
  'house of the address': CANARY_TYPED_TEXTS.house,
  'e-mail': CANARY_TYPED_TEXTS.email,
  amount: '73918264',
  plate: CANARY_TYPED_TEXTS.plate,
  'document number that was typed': CANARY_TYPED_TEXTS['document-number'],
  'number of what is owed': CANARY_TYPED_TEXTS.due,
  'paper of the car': CANARY_TYPED_TEXTS['car-paper'],
  note: CANARY_TYPED_TEXTS.note,
  'card number': CANARY_CARD.number,
  'start of the card number': CANARY_CARD.number.slice(0, 12),
};
