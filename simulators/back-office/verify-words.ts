import type { PublicLanguage } from './public-page.ts';
import type { WireVerified } from './wire.ts';

interface VerifyWords {
  readonly heading: string;
  readonly states: Readonly<
    Record<WireVerified['state'] | 'unknown', { readonly title: string; readonly body: string }>
  >;
  readonly facts: Readonly<Record<'number' | 'title' | 'agency' | 'issuedOn' | 'validUntil', string>>;
  readonly compare: string;
  readonly again: string;
  readonly code: string;
  readonly check: string;
  readonly sample: string;
}

export const VERIFY_WORDS: Readonly<Record<PublicLanguage, VerifyWords>> = {
  az: {
    heading: 'Sənədin yoxlanması',
    states: {
      valid: { title: 'Sənəd etibarlıdır', body: 'Bu sənədi idarə verib və geri götürməyib.' },
      expired: { title: 'Sənədin müddəti bitib', body: 'Bu sənədi idarə verib, amma artıq etibarlı deyil.' },
      withdrawn: { title: 'Sənəd ləğv edilib', body: 'Bu sənədi idarə vermişdi, sonra geri götürüb.' },
      unknown: { title: 'Belə sənəd tapılmadı', body: 'Nömrəni və kodu kağızdakı ilə müqayisə edin.' },
    },
    facts: {
      number: 'Nömrə',
      title: 'Sənəd',
      agency: 'İdarə',
      issuedOn: 'Verilib',
      validUntil: 'Bu günədək etibarlıdır',
    },
    compare: 'Nömrəni, sənədin adını və tarixləri kağızla müqayisə edin. Şəxs haqqında məlumat burada göstərilmir.',
    again: 'Başqa sənədi yoxlayın',
    code: 'Kod',
    check: 'Yoxla',
    sample: 'Bu, sınaq idarəsidir: sənədləri nümunədir, hüquqi qüvvəsi yoxdur.',
  },
  ru: {
    heading: 'Проверка документа',
    states: {
      valid: { title: 'Документ действителен', body: 'Документ выдан ведомством и не отозван.' },
      expired: { title: 'Срок документа истёк', body: 'Документ выдан ведомством, но больше не действует.' },
      withdrawn: { title: 'Документ отозван', body: 'Ведомство выдало этот документ, а затем отозвало.' },
      unknown: { title: 'Такой документ не найден', body: 'Сравните номер и код с тем, что стоит на бумаге.' },
    },
    facts: {
      number: 'Номер',
      title: 'Документ',
      agency: 'Ведомство',
      issuedOn: 'Выдан',
      validUntil: 'Действует по',
    },
    compare: 'Сравните номер, название и даты с бумагой. Данные человека здесь не показываются.',
    again: 'Проверить другой документ',
    code: 'Код',
    check: 'Проверить',
    sample: 'Это пробное ведомство: его документы — образцы и не имеют юридической силы.',
  },
  en: {
    heading: 'Check a document',
    states: {
      valid: { title: 'The document is valid', body: 'The office issued it and has not withdrawn it.' },
      expired: { title: 'The document is out of date', body: 'The office issued it; it is not valid any more.' },
      withdrawn: { title: 'The document was withdrawn', body: 'The office issued it and took it back later.' },
      unknown: { title: 'No such document', body: 'Compare the number and the code with the paper.' },
    },
    facts: {
      number: 'Number',
      title: 'Document',
      agency: 'Agency',
      issuedOn: 'Issued',
      validUntil: 'Valid until',
    },
    compare: 'Compare the number, the name and the dates with the paper. Nothing about the person is shown here.',
    again: 'Check another document',
    code: 'Code',
    check: 'Check',
    sample: 'This is a sample office: its documents are samples without legal force.',
  },
};
