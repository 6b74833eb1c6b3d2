import { Timeline, TimelineItem } from "@/components/ui/timeline";
import type { RequestStory } from "./request-story";
import { groupFacts } from "./timeline/fact-groups";
import { tellers } from "./timeline/tellers";

/** What happened to a request, in order, with people and instants (POR-41). */
export function RequestTimeline({ story }: { story: RequestStory }) {
  return (
    <Timeline label="What happened">
      {groupFacts(story.timeline).map((group) => {
        const { icon, tone, title, body } = tellers[group.first.kind](group, story);
        return (
          <TimelineItem
            key={group.first.id}
            icon={icon}
            tone={tone ?? "neutral"}
            title={title}
            at={(group.entries.at(-1) ?? group.first).at.toISOString()}
          >
            {body}
          </TimelineItem>
        );
      })}
    </Timeline>
  );
}
