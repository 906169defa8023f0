import type { Receipt } from '../../drivers/receipt-printer/contract.ts';

export interface TestPageSettings {
  readonly model: string;
  readonly where: string;
  readonly columns: number;
  readonly cutter: boolean;
}

/** Page with everything that a receipt uses: the paper shows whether the model of the profile fits this printer. */
export function testPage({ model, where, columns, cutter }: TestPageSettings): Receipt {
  return {
    lines: [
      { text: 'Sınaq səhifəsi', style: 'title', align: 'center' },
      { text: 'Пробная страница · Test page', align: 'center' },
      { rule: true },
      { columns: ['model', model] },
      { text: where },
      { columns: ['columns', String(columns)] },
      { text: ruler(columns) },
      { rule: true },
      { text: 'Azərbaycan', style: 'bold' },
      { text: 'A B C Ç D E Ə F G Ğ H X I İ J K Q L M N O Ö P R S Ş T U Ü V Y Z' },
      { text: 'a b c ç d e ə f g ğ h x ı i j k q l m n o ö p r s ş t u ü v y z' },
      { text: 'Русский', style: 'bold' },
      { text: 'А Б В Г Д Е Ё Ж З И Й К Л М Н О П Р С Т У Ф Х Ц Ч Ш Щ Ъ Ы Ь Э Ю Я' },
      { text: 'а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я' },
      { rule: true },
      { columns: ['Cəmi / Итого / Total', '1 234,56 ₼'], style: 'bold' },
      { text: 'Böyük Ə ğ ı İ 12', style: 'large', align: 'center' },
      { text: 'left' },
      { text: 'center', align: 'center' },
      { text: 'right', align: 'right' },
      { qr: 'https://status.example/a/TEST' },
      { text: 'The code reads https://status.example/a/TEST', align: 'center' },
    ],
    cut: cutter,
  };
}

/** `1234567890123…`: ends at the right edge only if the number of columns is right. */
const ruler = (columns: number): string => Array.from({ length: columns }, (_, index) => (index + 1) % 10).join('');
