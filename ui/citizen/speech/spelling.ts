/** The letters of a text, one after the other. Figures and signs are letters here too. `space`: name of the blank. */
export const spelled = (text: string, space: string): string =>
  [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)]
    .map(({ segment }) => (/^\s$/.test(segment) ? space : segment))
    .join(', ');
