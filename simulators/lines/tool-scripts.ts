/**
 * Shell programs with the options and the output of the tools of libgpiod 2.2 (their `--help`, and tools/*.c for the error texts). They use
 * a folder in which the simulated cabinet keeps its pins:
 * - `chips`: output of `gpiodetect`
 * - `CHIP/OFFSET/level`: the volts at the pin, 0 or 1
 * - `CHIP/OFFSET/edges.plain`: one line for each edge since the beginning, 1 rising and 2 falling; `edges.low` is the same seen active-low
 * - `CHIP/OFFSET/lost`: exists while the line is taken away
 * - `CHIP/OFFSET/held`: the process that has the line, and the process that it waits for
 * - `CHIP/OFFSET/quiet`: exists when the idle time is to have passed
 * - `CHIP/OFFSET/shown`: an output's value, toggle periods, and whether it is active-low
 */
export const TOOL_NAMES = ['gpiodetect', 'gpioget', 'gpiomon', 'gpioset'] as const;

export type ToolName = (typeof TOOL_NAMES)[number];

/** The options of all four tools; the last argument is the line. */
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

/** Refuses a lost line and a line of another program, like a kernel. */
const REQUEST = `
[ -e "$pin/lost" ] && { echo "$name: unable to request lines on chip /dev/$chip: No such device" >&2; exit 1; }
if read -r holder _ < "$pin/held" 2>/dev/null && kill -0 "$holder" 2>/dev/null; then
  echo "$name: unable to request lines on chip /dev/$chip: Device or resource busy" >&2; exit 1
fi
`;

/** Waits for a child and releases the line with it. To take the line away, the simulated cabinet ends the child. */
const HOLD = `
child=$!
echo "$$ $child" > "$pin/held.$$"; mv "$pin/held.$$" "$pin/held"
finish() { kill "$child" 2>/dev/null; rm -f "$pin/held" "$pin/shown"; exit 143; }
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
