/** Fields 0C and 0D [PA00P015 13.08, chapter 13], by the clock on the wall. */
export function timeFields(at: Date): { readonly time: string; readonly date: string } {
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    time: two(at.getHours()) + two(at.getMinutes()) + two(at.getSeconds()),
    date: two(at.getMonth() + 1) + two(at.getDate()),
  };
}
