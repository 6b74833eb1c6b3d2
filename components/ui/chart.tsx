import type { ReactNode } from "react";

/** Colours that are told apart in both themes, also by those who see no red; patterns are not needed beside the numbers. */
export const chartTones = {
  accent: "fill-accent",
  good: "fill-success",
  bad: "fill-danger",
  quiet: "fill-muted/50",
} as const;
export type ChartTone = keyof typeof chartTones;

export type Series = { key: string; label: string; tone: ChartTone };

export type ChartPoint = {
  key: string;
  /** Below its column: few letters. */
  label: string;
  /** In the table that screen readers get. */
  name: string;
  values: readonly number[];
};

export type ColumnChartProps = {
  /** What the columns say, for screen readers. */
  caption: string;
  series: readonly Series[];
  points: readonly ChartPoint[];
};

const HEIGHT = 140;
const STEP = 48;
const WIDTH = 26;

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** Columns over time, stacked where there are several series, with the numbers in a table for screen readers. */
export function ColumnChart({ caption, series, points }: ColumnChartProps) {
  const max = Math.max(1, ...points.map(({ values }) => sumOf(values)));
  const scale = (value: number) => (value / max) * HEIGHT;
  const width = points.length * STEP;
  return (
    <figure className="flex flex-col gap-3">
      <svg aria-hidden="true" viewBox={`0 0 ${width} ${HEIGHT + 36}`} className="w-full text-[13px]">
        <line x1="0" x2={width} y1={HEIGHT + 16.5} y2={HEIGHT + 16.5} className="stroke-separator" />
        {points.map((point, index) => {
          const left = index * STEP + (STEP - WIDTH) / 2;
          const total = sumOf(point.values);
          const middle = left + WIDTH / 2;
          return (
            <g key={point.key}>
              {point.values.map((value, at) => {
                const below = scale(sumOf(point.values.slice(0, at)));
                const one = series[at];
                if (value === 0 || !one) return null;
                return (
                  <rect
                    key={one.key}
                    x={left}
                    width={WIDTH}
                    y={16 + HEIGHT - below - scale(value)}
                    height={scale(value)}
                    className={chartTones[one.tone]}
                  />
                );
              })}
              <text
                x={middle}
                y={16 + HEIGHT - scale(total) - 4}
                textAnchor="middle"
                className={total === 0 ? "fill-muted" : "fill-foreground font-medium"}
              >
                {total}
              </text>
              <text x={middle} y={HEIGHT + 32} textAnchor="middle" className="fill-muted">
                {point.label}
              </text>
            </g>
          );
        })}
      </svg>
      {series.length > 1 && <Legend series={series} />}
      <ChartTable caption={caption} heads={series.map((each) => each.label)} rows={points} />
    </figure>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  return (
    <ul aria-hidden="true" className="flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
      {series.map((each) => (
        <li key={each.key} className="flex items-center gap-1.5">
          <svg aria-hidden="true" viewBox="0 0 10 10" className="size-2.5">
            <rect width="10" height="10" rx="2" className={chartTones[each.tone]} />
          </svg>
          {each.label}
        </li>
      ))}
    </ul>
  );
}

type ChartTableProps = { caption: string; heads: readonly string[]; rows: readonly ChartPoint[] };

/** Hidden by its frame: a table takes the room of its words whatever it is told. */
function ChartTable({ caption, heads, rows }: ChartTableProps) {
  return (
    <div className="sr-only">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.name}</th>
              {heads.map((head, at) => (
                <td key={head}>{row.values[at] ?? 0}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export type Bar = { key: string; label: ReactNode; count: number };

/** A ranking: each line has its name, a bar and its number; the bars are for the eye only. */
export function BarList({ label, bars }: { label: string; bars: readonly Bar[] }) {
  const max = Math.max(1, ...bars.map((bar) => bar.count));
  return (
    <ol aria-label={label} className="flex flex-col gap-2.5 text-sm">
      {bars.map((bar) => (
        <li key={bar.key} className="flex flex-col gap-1">
          <span className="flex items-baseline justify-between gap-3">
            <span className="min-w-0 wrap-anywhere">{bar.label}</span>
            <span className="font-medium tabular-nums">{bar.count.toLocaleString("en")}</span>
          </span>
          <svg aria-hidden="true" viewBox="0 0 100 3" preserveAspectRatio="none" className="h-1.5 w-full">
            <rect width="100" height="3" className="fill-default" />
            <rect width={(bar.count / max) * 100} height="3" className="fill-accent" />
          </svg>
        </li>
      ))}
    </ol>
  );
}
