import { everyLanguage, type PageTexts } from '../words/language.ts';

interface CheckWords {
  readonly name: string;
  /** In the letters A to Z that a zone has. */
  readonly nameInZone: string;
  readonly fin: string;
  readonly documentNumber: string;
  readonly tier: string;
  readonly chip: string;
  /** Of the chip. */
  readonly verified: string;
}

/** Labels of the rows that do not come from the catalogue. */
export const CHECK_WORDS = everyLanguage({
  az: {
    name: 'Soyad və ad',
    nameInZone: 'Soyad və ad (sadə hərflərlə)',
    fin: 'FİN',
    documentNumber: 'Sənədin nömrəsi',
    tier: 'Müddət',
    chip: 'Sənədin çipi',
    verified: 'Yoxlanıldı',
  },
  ru: {
    name: 'Фамилия и имя',
    nameInZone: 'Фамилия и имя (упрощённо)',
    fin: 'ФИН',
    documentNumber: 'Номер документа',
    tier: 'Срок',
    chip: 'Чип документа',
    verified: 'Проверен',
  },
  en: {
    name: 'Name',
    nameInZone: 'Name (in plain letters)',
    fin: 'FIN',
    documentNumber: 'Document number',
    tier: 'Term',
    chip: 'Chip of the document',
    verified: 'Verified',
  },
} satisfies PageTexts<'checking', CheckWords>);
