import { describeMachine } from "./machine.js";
import type { Plan } from "./plan.js";
import type { Growth, Results, SizeRows } from "./results.js";
import type { Axis } from "./rulesets/size.js";
import { timeGrowth } from "./suites/growth.js";
import { timeInstants } from "./suites/instants.js";
import { timeLoading } from "./suites/loading.js";
import { measureMemory } from "./suites/memory.js";
import { timeShipped } from "./suites/shipped.js";
import { timeSize } from "./suites/sizes.js";
import { measureThroughput } from "./suites/throughput.js";

/** Measures everything once, one thing after the other; `say` is told what it is at. */
export async function runAll(plan: Plan, say: (what: string) => void): Promise<Results> {
  say("the shipped rules");
  const shipped = await timeShipped(plan.shipped, plan.limitRequests);
  const sizes: SizeRows[] = [];
  for (const rules of plan.rules) {
    say(`${rules} rules`);
    sizes.push(await timeSize(rules, plan.sizes));
  }
  const growth: Growth[] = [];
  for (const [axis, values] of Object.entries(plan.growthPoints)) {
    say(`growth in ${axis}`);
    growth.push(await timeGrowth(axis as Axis, values, plan.growth, plan.loads));
  }
  say("loading");
  const loading = await timeLoading(plan.loads);
  say("memory");
  const memory = measureMemory();
  say("throughput");
  const throughput = await measureThroughput(plan.threadRounds);
  say(`${plan.instants} instants`);
  const instants = await timeInstants(plan.instants);
  return { machine: describeMachine(), shipped, sizes, growth, loading, memory, throughput, instants };
}
