/** A phone that opens the page of a reference office, as a browser would. */
export function phoneOfPerson() {
  let cookie = '';
  async function page(url: string, form?: Readonly<Record<string, string>>): Promise<string> {
    const answer = await fetch(url, {
      headers: { cookie, ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(form && { method: 'POST', body: new URLSearchParams(form).toString() }),
    });
    const its = answer.headers.get('set-cookie')?.split(';')[0];
    if (its !== undefined) cookie = its;
    return answer.text();
  }
  let origin = '';
  return {
    open(qr: string): Promise<string> {
      origin = new URL(qr).origin;
      return page(qr);
    },
    signIn: (fin: string): Promise<string> => page(`${origin}/i/person`, { fin }),
    confirm: (number: string, level: 'zone' | 'code' = 'code'): Promise<string> =>
      page(`${origin}/i/answer`, { do: 'confirm', number, level }),
    refuse: (): Promise<string> => page(`${origin}/i/answer`, { do: 'refuse' }),
    expire: (): Promise<string> => page(`${origin}/i/answer`, { do: 'expire' }),
  };
}

/** Numbers that the page offers. */
export const numbersOn = (page: string): readonly string[] =>
  [...page.matchAll(/name="number" value="(\d\d)"/g)].map(([, number]) => number ?? '');
