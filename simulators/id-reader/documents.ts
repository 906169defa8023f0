import { formatZone, type ZoneFields } from '../../drivers/id-reader/mrz/codec.ts';

/** A simulated document. Person and numbers are invented. */
export interface SimulatedDocument<Id extends string = DocumentId> {
  readonly id: Id;
  /** For the dock. `holder`: as the holder writes the name. */
  readonly title: string;
  readonly holder: string;
  readonly note: string;
  readonly zone: readonly string[];
}

/** Id of a simulated document. */
export type DocumentId =
  | 'aze-card-woman'
  | 'aze-card-man'
  | 'aze-card-old'
  | 'aze-passport'
  | 'aze-card-child'
  | 'aze-card-expired'
  | 'aze-card-forged'
  | 'utopia-card';

/** A good zone, and a chip that must be refused. */
export type ChipTroubleId =
  | 'chip-signature-wrong'
  | 'chip-hash-wrong'
  | 'chip-signer-unknown'
  | 'chip-signer-outdated'
  | 'chip-mac-wrong'
  | 'chip-copied'
  | 'chip-copied-active'
  | 'chip-downgraded'
  | 'chip-zone-other'
  | 'chip-foreign-signer';

/** Layouts: ICAO 9303-5, -6 and -4; zones spell `Ə` as `A`, `İ` and `I` as `I`. */
const NEW_CARD = { format: 'TD1', documentCode: 'IA', issuer: 'AZE', nationality: 'AZE' } as const;

const WOMAN: ZoneFields = {
  ...NEW_CARD,
  documentNumber: 'AA1204587',
  surname: 'MAMMADOVA',
  givenNames: 'AYSEL',
  sex: 'F',
  birthDate: '900315',
  expiryDate: '320514',
  optional: ['5ZK1C7M', ''],
};

const MAN: ZoneFields = {
  ...NEW_CARD,
  documentNumber: 'AB0719346',
  surname: 'HUSEYNLI',
  givenNames: 'ORKHAN',
  sex: 'M',
  birthDate: '841102',
  expiryDate: '310920',
  optional: ['2QJ80WT', ''],
};

const OLD_CARD: ZoneFields = {
  format: 'TD2',
  documentCode: 'I',
  issuer: 'AZE',
  nationality: 'AZE',
  documentNumber: '00817253',
  surname: 'ISMAYILOV',
  givenNames: 'KAMRAN',
  sex: 'M',
  birthDate: '570623',
  expiryDate: null,
  optional: ['1NR4T9B'],
};

const PASSPORT: ZoneFields = {
  format: 'TD3',
  documentCode: 'PC',
  issuer: 'AZE',
  nationality: 'AZE',
  documentNumber: 'C01948372',
  surname: 'GULIYEVA',
  givenNames: 'LEYLA',
  sex: 'F',
  birthDate: '950830',
  expiryDate: '330117',
  optional: ['6XW3H2D'],
};

const CHILD: ZoneFields = {
  ...NEW_CARD,
  documentNumber: 'AA2650138',
  surname: 'MAMMADOV',
  givenNames: 'TUNAR',
  sex: 'M',
  birthDate: '180907',
  expiryDate: '280906',
  optional: ['8LV5G0P', ''],
};

const EXPIRED: ZoneFields = {
  ...NEW_CARD,
  documentNumber: 'AA0098214',
  surname: 'RUSTAMOVA',
  givenNames: 'NIGAR',
  sex: 'F',
  birthDate: '780412',
  expiryDate: '210603',
  optional: ['4BT6Y1K', ''],
};

const FOREIGNER: ZoneFields = {
  ...NEW_CARD,
  documentCode: 'I',
  issuer: 'UTO',
  nationality: 'UTO',
  documentNumber: 'D55120934',
  surname: 'ERIKSSON',
  givenNames: 'ANNA MARIA',
  sex: 'F',
  birthDate: '740812',
  expiryDate: '340415',
  optional: ['', ''],
};

/** Changes no check digit. */
const forged = ([first = '', ...others]: readonly string[]): readonly string[] => [
  first.replace('AA1204587', 'AA1204588'),
  ...others,
];

/** Simulated documents, in dock order. */
export const SIMULATED_DOCUMENTS: readonly SimulatedDocument[] = [
  {
    id: 'aze-card-woman',
    title: 'AZE · TD1',
    holder: 'MƏMMƏDOVA AYSEL',
    note: 'identity card, valid',
    zone: formatZone(WOMAN),
  },
  {
    id: 'aze-card-man',
    title: 'AZE · TD1',
    holder: 'HÜSEYNLİ ORXAN',
    note: 'identity card, valid',
    zone: formatZone(MAN),
  },
  {
    id: 'aze-card-old',
    title: 'AZE · TD2',
    holder: 'İSMAYILOV KAMRAN',
    note: 'old card, no expiry date',
    zone: formatZone(OLD_CARD),
  },
  {
    id: 'aze-passport',
    title: 'AZE · TD3',
    holder: 'QULİYEVA LEYLA',
    note: 'passport, valid',
    zone: formatZone(PASSPORT),
  },
  {
    id: 'aze-card-child',
    title: 'Under 15',
    holder: 'MƏMMƏDOV TUNAR',
    note: 'born in 2018',
    zone: formatZone(CHILD),
  },
  {
    id: 'aze-card-expired',
    title: 'Expired',
    holder: 'RÜSTƏMOVA NİGAR',
    note: 'expired in 2021',
    zone: formatZone(EXPIRED),
  },
  {
    id: 'aze-card-forged',
    title: 'Forged zone',
    holder: 'MƏMMƏDOVA AYSEL',
    note: 'check digit wrong',
    zone: forged(formatZone(WOMAN)),
  },
  {
    id: 'utopia-card',
    title: 'UTO · TD1',
    holder: 'ERIKSSON ANNA MARIA',
    note: 'foreign card, no FIN',
    zone: formatZone(FOREIGNER),
  },
];

const TROUBLES: readonly (readonly [id: ChipTroubleId, note: string])[] = [
  ['chip-signature-wrong', 'the signature of the chip is wrong'],
  ['chip-hash-wrong', 'data of the chip changed after it was signed'],
  ['chip-signer-unknown', 'signed by an unknown signer'],
  ['chip-signer-outdated', 'signed after the certificate of the signer had expired'],
  ['chip-mac-wrong', 'answers of the chip changed on the way'],
  ['chip-copied', 'copy of a chip, without the key for chip authentication'],
  ['chip-copied-active', 'copy of a chip, without the key for active authentication'],
  ['chip-downgraded', 'hides that it supports a stronger protocol'],
  ['chip-zone-other', 'data of another person in a chip that this zone opens'],
  ['chip-foreign-signer', 'signed by a trusted authority of another country'],
];

const troubled = (index: number): ZoneFields => ({
  ...NEW_CARD,
  documentNumber: `AA900001${index}`,
  surname: 'NUMUNAYEV',
  givenNames: 'SINAQ',
  sex: 'M',
  birthDate: '880229',
  expiryDate: '330228',
  optional: [`7SN00Q${index}`, ''],
});

const FIELDS: Readonly<Record<DocumentId, ZoneFields>> = {
  'aze-card-woman': WOMAN,
  'aze-card-man': MAN,
  'aze-card-old': OLD_CARD,
  'aze-passport': PASSPORT,
  'aze-card-child': CHILD,
  'aze-card-expired': EXPIRED,
  'aze-card-forged': WOMAN,
  'utopia-card': FOREIGNER,
};

/** Data of a document as the issuer wrote them, also into the chip; the zone of a forged document differs. */
export function documentFields(id: DocumentId | ChipTroubleId): ZoneFields {
  const trouble = TROUBLES.findIndex(([other]) => other === id);
  return trouble < 0 ? FIELDS[id as DocumentId] : troubled(trouble);
}

/** One invented person: only a chip reader sees the difference. */
export const CHIP_TROUBLE_DOCUMENTS: readonly SimulatedDocument<ChipTroubleId>[] = TROUBLES.map(([id, note]) => {
  return { id, title: 'Chip', holder: 'NÜMUNƏYEV SINAQ', note, zone: formatZone(documentFields(id)) };
});

/** The document with this id; `undefined`: there is none. */
export function simulatedDocument(id: string): SimulatedDocument<DocumentId | ChipTroubleId> | undefined {
  const all: readonly SimulatedDocument<DocumentId | ChipTroubleId>[] = [
    ...SIMULATED_DOCUMENTS,
    ...CHIP_TROUBLE_DOCUMENTS,
  ];
  return all.find((document) => document.id === id);
}
