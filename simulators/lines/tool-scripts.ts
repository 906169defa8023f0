/**
 * Shell programs with options and output of libgpiod 2.2's tools (their `--help`; error texts of tools/*.c). The cabinet keeps its pins in
 * a folder:
 * - `chips`: output of `gpiodetect`
 * - `CHIP/OFFSET/level`: volts, 0 or 1
 * - `CHIP/OFFSET/edges.plain`: all edges, one a line, 1 rising, 2 falling; `edges.low`: seen active-low
 * - `CHIP/OFFSET/lost`: exists while the line is away
 * - `CHIP/OFFSET/held`: the holding process, and the process that it waits for
 * - `CHIP/OFFSET/quiet`: exists when the idle time is to have passed
 * - `CHIP/OFFSET/shown`: output value, toggle periods, active-low or not
 */
export const TOOL_NAMES = ['gpiodetect', 'gpioget', 'gpiomon', 'gpioset'] as const;

export type ToolName = (typeof TOOL_NAMES)[number];

const PARSE = `
here=$(dirname "$0"); chip=; low=plain; toggle=-
while [ $# -gt 1 ]; do
  case "$1" in
    -c|--chip) chip=$2; shift ;;
    -l|--active-low) low=low ;;
    -t|--toggle) toggle=$2; shift ;;
    -b|--bias|-F|--format|-p|--hold-period|--idle-timeout) shift ;;
    --banner|--numeric) ;;
    *) echo "$name: unrecognized option '$1'" >&2; exit 1 ;;
  esac
  shift
done
line=\${1%%=*}; value=\${1#*=}; pin="$here/$chip/$line"
[ -d "$here/$chip" ] || { echo "$name: cannot find GPIO chip character device '$chip'" >&2; exit 1; }
[ -d "$pin" ] || { echo "$name: offset $line is out of range on chip '$chip'" >&2; exit 1; }
`;

const REQUEST = `
[ -e "$pin/lost" ] && { echo "$name: unable to request lines on chip /dev/$chip: No such device" >&2; exit 1; }
if read -r holder _ < "$pin/held" 2>/dev/null && kill -0 "$holder" 2>/dev/null; then
  echo "$name: unable to request lines on chip /dev/$chip: Device or resource busy" >&2; exit 1
fi
`;

/** The cabinet ends the child to take the line away. A released output keeps its level. */
const HOLD = `
child=$!
echo "$$ $child" > "$pin/held.$$"; mv "$pin/held.$$" "$pin/held"
finish() {
  kill "$child" 2>/dev/null
  [ -e "$pin/shown" ] && { echo "$value -" > "$pin/shown.new"; mv "$pin/shown.new" "$pin/shown"; }
  rm -f "$pin/held"; exit 143
}
trap finish TERM INT
`;

const RELEASE = `
wait "$child"
rm -f "$pin/held" "$pin/shown"
[ -e "$pin/quiet" ] && { rm -f "$pin/quiet"; exit 0; }
`;

const BODIES: Readonly<Record<ToolName, string>> = {
  gpiodetect: 'cat "$(dirname "$0")/chips"\n',
  gpioget: `${PARSE}${REQUEST}
read -r level < "$pin/level"
[ "$low" = low ] && level=$((1 - level))
echo "$level"
`,
  gpiomon: `${PARSE}${REQUEST}
seen=$(wc -l < "$pin/edges.$low")
tail -n +$((seen + 1)) -f "$pin/edges.$low" 2>/dev/null &
${HOLD}
echo "Monitoring line '$line'..."
${RELEASE}
echo "$name: error reading line events: No such device" >&2; exit 1
`,
  gpioset: `${PARSE}${REQUEST}
sleep 2147483 &
${HOLD}
echo "$value $toggle" > "$pin/shown.new"; mv "$pin/shown.new" "$pin/shown"
echo "Setting line '$line'..."
${RELEASE}
exit 0
`,
};

export const toolScript = (name: ToolName): string => `#!/bin/sh\nname=${name}\n${BODIES[name]}`;
