import CodepageEncoder, { type Codepage } from '@point-of-sale/codepage-encoder';
import type { CodePage } from './profile.ts';

/** Only read: other programs print with them. Names of the library of printer pages. */
export type ReadPage = Codepage | 'cp856' | `iso8859-${3 | 4 | 5 | 6 | 7 | 8 | 9}`;

/** Bytes 80–FF, from CPython's codecs, which know nothing of printers. `\uFFFD`: free. None has ə, Ə or ₼. */
const UPPER_HALVES: Readonly<Record<CodePage, string>> = {
  cp437:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
    '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00A0',
  cp857:
    'ÇüéâäàåçêëèïîıÄÅÉæÆôöòûùİÖÜø£ØŞşáíóúñÑĞğ¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐' +
    '└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ºªÊËÈ\uFFFDÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµ\uFFFD×ÚÛÙìÿ¯´\u00AD±\uFFFD¾¶§÷¸°¨·¹³²■\u00A0',
  cp866:
    'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
    '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\u00A0',
  cp1251:
    'ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\uFFFD™љ›њќћџ\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї°±Ііґµ¶·ё№є»јЅѕї' +
    'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя',
  cp1254:
    '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFD\uFFFD\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFD\uFFFDŸ\u00A0¡¢£¤¥¦§¨©ª«¬\u00AD®¯°±²³´µ¶·¸¹º»¼½¾¿' +
    'ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏĞÑÒÓÔÕÖ×ØÙÚÛÜİŞßàáâãäåæçèéêëìíîïğñòóôõö÷øùúûüışÿ',
};

const BYTES: ReadonlyMap<CodePage, ReadonlyMap<string, number>> = new Map(
  (Object.keys(UPPER_HALVES) as CodePage[]).map((page) => [page, bytesOf(UPPER_HALVES[page])]),
);

function bytesOf(upperHalf: string): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>();
  for (let at = 0; at < upperHalf.length; at++) {
    const letter = upperHalf.charAt(at);
    if (letter !== '\uFFFD') bytes.set(letter, 0x80 + at);
  }
  return bytes;
}

/** Printable ASCII, the same in every page. */
export const isAscii = (letter: string): boolean => letter >= ' ' && letter <= '~';

/** Byte of a letter in a page; `undefined`: the page lacks it. */
export function byteOf(letter: string, page: CodePage): number | undefined {
  return isAscii(letter) ? letter.charCodeAt(0) : BYTES.get(page)?.get(letter);
}

const READ_HALVES: Readonly<Partial<Record<ReadPage, string>>> = {
  cp856:
    'אבגדהוזחטיךכלםמןנסעףפץצקרשת\uFFFD£\uFFFD×\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD®¬½¼\uFFFD«»░▒▓│┤\uFFFD\uFFFD\uFFFD©╣║╗╝¢¥┐' +
    '└┴┬├─┼\uFFFD\uFFFD╚╔╩╦╠═╬¤\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD┘┌█▄¦\uFFFD▀\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDµ\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD¯´\u00AD±‗¾¶§÷¸°¨·¹³²■\u00A0',
  cp1125:
    'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
    '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀рстуфхцчшщъыьэюяЁёҐґЄєІіЇї·√№¤■\u00A0',
};

const halves = new Map<string, string>(Object.entries({ ...READ_HALVES, ...UPPER_HALVES }));

function halfOf(page: CodePage | ReadPage): string {
  const half = halves.get(page) ?? (isStandard(page) ? standardHalf(page) : libraryHalf(page as Codepage));
  halves.set(page, half);
  return half;
}

type StandardPage = Extract<ReadPage, `iso8859-${number}`>;
const isStandard = (page: string): page is StandardPage => page.startsWith('iso8859-');

const standardHalf = (page: StandardPage): string =>
  '\uFFFD'.repeat(0x20) +
  new TextDecoder(page.replace('iso', 'iso-')).decode(Uint8Array.from({ length: 0x60 }, (_, at) => 0xa0 + at));

const libraryHalf = (page: Codepage): string =>
  CodepageEncoder.getCodepoints(page, true)
    .slice(0x80)
    .map((code: number | null) => String.fromCharCode(code ?? 0xfffd))
    .join('')
    .replace(/\p{Cc}/gu, '\uFFFD');

/**
 * Letter of a byte in a page; `\uFFFD` for control bytes and free bytes. Some pages are not in the library of printer pages, or differ from
 * CPython's codec (CP1125: FA and FB). Parts of ISO 8859 have letters from A0 on.
 */
export function letterOf(byte: number, page: CodePage | ReadPage): string {
  if (byte >= 0x80) return halfOf(page).charAt(byte - 0x80);
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '\uFFFD';
}
