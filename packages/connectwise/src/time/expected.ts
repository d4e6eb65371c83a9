import { hoursOn, type WorkingTime } from "../schedule/availability.ts";

/** Hours that a member should log on a day: the capacity, or the length of the working day; none on a day off. */
export function expectedHours(time: WorkingTime, date: string, capacity: number): number {
  const hours = hoursOn(time, date);
  const off = time.holidays.some(
    (one) => String(one["date"]).slice(0, 10) === date && one["allDayFlag"] !== false,
  );
  if (hours === undefined || off) return 0;
  if (capacity > 0) return capacity;
  const [start, end] = hours.map(
    (clock) => Number(clock.slice(0, 2)) + Number(clock.slice(3, 5)) / 60,
  ) as [number, number];
  return Math.round((end - start) * 100) / 100;
}
