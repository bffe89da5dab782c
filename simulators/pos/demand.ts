/** Customers an hour, in thousandths of the day's, from midnight on. A physical store is open from 8 to 22. */
const online = [18, 10, 6, 4, 4, 6, 14, 26, 38, 46, 50, 52, 54, 50, 46, 46, 50, 58, 68, 82, 92, 86, 62, 32];
const physical = [0, 0, 0, 0, 0, 0, 0, 0, 34, 52, 70, 86, 92, 76, 66, 66, 78, 104, 112, 88, 50, 26, 0, 0];

/** How many of `customers` a day come in each of the 24 hours: whole numbers that add up to all of them. */
export function customersByHour(customers: number, store: "online" | "physical"): readonly number[] {
  let thousandths = 0;
  let came = 0;
  return (store === "online" ? online : physical).map((share) => {
    thousandths += share;
    const upToNow = Math.floor((customers * thousandths) / 1000);
    const now = upToNow - came;
    came = upToNow;
    return now;
  });
}
