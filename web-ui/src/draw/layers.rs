//! Columns from left to right and the order within each: a small layered
//! drawing of a graph (Sugiyama's steps: break cycles, longest path, order by
//! insertion or by the mean place of the neighbours). Not a general one: a
//! stage has tens of cards, not thousands.

/// The columns from left to right, each with its nodes from top to bottom.
/// Edges are (left, right); the same input always gives the same columns.
pub fn columns(nodes: usize, edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
    // In such a crowd nobody follows a line: speakers left, listeners right.
    if edges.len() > MOST_EDGES {
        let mut speaks = vec![false; nodes];
        for (left, _) in edges {
            speaks[*left] = true;
        }
        let (left, right): (Vec<usize>, Vec<usize>) = (0..nodes).partition(|node| speaks[*node]);
        return [left, right]
            .into_iter()
            .filter(|it| !it.is_empty())
            .collect();
    }
    let edges = acyclic(nodes, edges);
    let ranks = ranks(nodes, &edges);
    let count = ranks.iter().max().map_or(0, |rank| rank + 1);
    let mut columns = vec![Vec::new(); count];
    for (node, rank) in ranks.iter().enumerate() {
        columns[*rank].push(node);
    }
    order(&mut columns, &edges);
    columns
}

/// More are not ordered: it takes the square of their number.
const MOST_EDGES: usize = 1_000;

/// The edges without those that close a cycle.
fn acyclic(nodes: usize, edges: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut kept: Vec<(usize, usize)> = Vec::new();
    for &(left, right) in edges {
        if left != right && !reaches(nodes, &kept, right, left) {
            kept.push((left, right));
        }
    }
    kept
}

fn reaches(nodes: usize, edges: &[(usize, usize)], from: usize, to: usize) -> bool {
    let mut seen = vec![false; nodes];
    let mut open = vec![from];
    while let Some(node) = open.pop() {
        if node == to {
            return true;
        }
        if !std::mem::replace(&mut seen[node], true) {
            open.extend(edges.iter().filter(|e| e.0 == node).map(|e| e.1));
        }
    }
    false
}

/// The column of each node: one right of its rightmost left neighbour; a node
/// that has only right neighbours stands next to the leftmost of them.
fn ranks(nodes: usize, edges: &[(usize, usize)]) -> Vec<usize> {
    let mut ranks = vec![0; nodes];
    // Without cycles the longest path has fewer than `nodes` edges.
    for _ in 0..nodes {
        for &(left, right) in edges {
            ranks[right] = ranks[right].max(ranks[left] + 1);
        }
    }
    for node in 0..nodes {
        let is_source = !edges.iter().any(|e| e.1 == node);
        let nearest = edges
            .iter()
            .filter(|e| e.0 == node)
            .map(|e| ranks[e.1])
            .min();
        if let (true, Some(nearest)) = (is_source, nearest) {
            ranks[node] = nearest - 1;
        }
    }
    ranks
}

/// Sweeps of the ordering, right and left in turn; it settles after a few.
const SWEEPS: usize = 8;

/// Puts each column in order. A node keeps to the nodes before it, so that
/// what is added to a scenario turns nothing round; everything is sorted anew
/// only where that spares half of the crossings, and one for every other node.
fn order(columns: &mut Vec<Vec<usize>>, edges: &[(usize, usize)]) {
    let nodes: usize = columns.iter().map(Vec::len).sum();
    *columns = inserted(columns, edges);
    let now = crossings(columns, edges);
    let mut fewest = now.saturating_sub(nodes / 2).min(now / 2);
    let mut swept = columns.clone();
    for sweep in 0..SWEEPS {
        sweep_once(&mut swept, edges, sweep % 2 == 0);
        let now = crossings(&swept, edges);
        if now < fewest {
            fewest = now;
            columns.clone_from(&swept);
        }
    }
}

/// One node after the other where it crosses least what is there: last in its
/// column if that is as good as anything, as authors list what they add.
fn inserted(columns: &[Vec<usize>], edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let nodes = columns.iter().map(Vec::len).sum();
    let column_of = column_of(columns, nodes);
    let mut neighbours = vec![(Vec::new(), Vec::new()); nodes];
    for &(left, right) in edges {
        neighbours[left].1.push(right);
        neighbours[right].0.push(left);
    }
    let mut found = vec![Vec::new(); columns.len()];
    for node in 0..nodes {
        let places = places(&found, nodes);
        let below = |upper: usize, lower: usize| {
            let (upper, lower) = (&neighbours[upper], &neighbours[lower]);
            crossed(&upper.0, &lower.0, &places) + crossed(&upper.1, &lower.1, &places)
        };
        let column = &mut found[column_of[node]];
        column.insert(best_row(node, column, below), node);
    }
    found
}

/// The lowest of the rows of a column in which a node has the fewest
/// crossings. `below` counts those of two nodes, the second below the first.
fn best_row(node: usize, column: &[usize], below: impl Fn(usize, usize) -> i64) -> usize {
    let mut now = 0;
    let (mut best, mut fewest) = (0, 0);
    for (row, other) in column.iter().enumerate() {
        now += below(*other, node) - below(node, *other);
        if now <= fewest {
            (best, fewest) = (row + 1, now);
        }
    }
    best
}

/// How often the edges of an upper node to its neighbours cross those of a
/// lower one. Neighbours without a place cross nothing.
fn crossed(upper: &[usize], lower: &[usize], places: &[f64]) -> i64 {
    let higher = |at: usize| lower.iter().filter(|it| places[**it] < places[at]).count();
    upper.iter().map(|at| higher(*at) as i64).sum()
}

fn sweep_once(columns: &mut [Vec<usize>], edges: &[(usize, usize)], forward: bool) {
    let nodes = columns.iter().map(Vec::len).sum();
    for step in 0..columns.len() {
        let at = if forward {
            step
        } else {
            columns.len() - 1 - step
        };
        let places = places(columns, nodes);
        let mean = |node: usize| mean_place(node, edges, &places, forward);
        let mut keyed: Vec<(f64, usize)> = columns[at]
            .iter()
            .map(|node| (mean(*node).unwrap_or(places[*node]), *node))
            .collect();
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
        columns[at] = keyed.into_iter().map(|(_, node)| node).collect();
    }
}

/// The column of each node.
fn column_of(columns: &[Vec<usize>], nodes: usize) -> Vec<usize> {
    let mut column_of = vec![0; nodes];
    for (at, column) in columns.iter().enumerate() {
        for node in column {
            column_of[*node] = at;
        }
    }
    column_of
}

/// The place of each node in its column, centred: 0 is the middle; no number
/// for those that have none yet.
fn places(columns: &[Vec<usize>], nodes: usize) -> Vec<f64> {
    let mut places = vec![f64::NAN; nodes];
    for column in columns {
        for (row, node) in column.iter().enumerate() {
            places[*node] = row as f64 - (column.len() as f64 - 1.0) / 2.0;
        }
    }
    places
}

fn mean_place(
    node: usize,
    edges: &[(usize, usize)],
    places: &[f64],
    left_neighbours: bool,
) -> Option<f64> {
    let neighbours: Vec<f64> = edges
        .iter()
        .filter_map(|&(left, right)| match left_neighbours {
            true if right == node => Some(places[left]),
            false if left == node => Some(places[right]),
            _ => None,
        })
        .collect();
    let count = neighbours.len() as f64;
    (!neighbours.is_empty()).then(|| neighbours.iter().sum::<f64>() / count)
}

/// Crossings of edges between the same two columns.
fn crossings(columns: &[Vec<usize>], edges: &[(usize, usize)]) -> usize {
    let nodes = columns.iter().map(Vec::len).sum();
    let places = places(columns, nodes);
    let column_of = column_of(columns, nodes);
    let mut count = 0;
    for (i, a) in edges.iter().enumerate() {
        for b in &edges[i + 1..] {
            let beside = column_of[a.0] == column_of[b.0] && column_of[a.1] == column_of[b.1];
            let left = places[a.0] - places[b.0];
            let right = places[a.1] - places[b.1];
            count += usize::from(beside && left * right < 0.0);
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_read_from_left_to_right() {
        type Case = (
            &'static str,
            usize,
            &'static [(usize, usize)],
            &'static [&'static [usize]],
        );
        let cases: [Case; 6] = [
            ("nothing", 0, &[], &[]),
            ("alone", 2, &[], &[&[0, 1]]),
            ("client and server", 2, &[(1, 0)], &[&[1], &[0]]),
            (
                "pipeline",
                5,
                &[(0, 1), (0, 2), (0, 3), (1, 4), (2, 4), (3, 4)],
                &[&[0], &[1, 2, 3], &[4]],
            ),
            ("ring", 3, &[(0, 1), (1, 2), (2, 0)], &[&[0], &[1], &[2]]),
            (
                "a late source stands next to its neighbour",
                4,
                &[(0, 1), (1, 2), (3, 2)],
                &[&[0], &[1, 3], &[2]],
            ),
        ];
        for (name, nodes, edges, expected) in cases {
            assert_eq!(columns(nodes, edges), expected, "{name}");
        }
    }

    #[test]
    fn crossed_pairs_are_uncrossed() {
        let found = columns(6, &[(0, 5), (1, 4), (2, 3)]);
        assert_eq!(crossings(&found, &[(0, 5), (1, 4), (2, 3)]), 0);
    }

    /// The graphs that lessons draw.
    fn shapes(count: usize) -> Vec<(&'static str, Vec<(usize, usize)>)> {
        let half = count / 2;
        vec![
            ("star", (1..count).map(|leaf| (leaf, 0)).collect()),
            ("fan", (1..count).map(|leaf| (0, leaf)).collect()),
            ("chain", (1..count).map(|node| (node - 1, node)).collect()),
            (
                "pipeline",
                (1..count - 1)
                    .flat_map(|worker| [(0, worker), (worker, count - 1)])
                    .collect(),
            ),
            (
                "broker",
                (1..count)
                    .map(|node| if node <= half { (node, 0) } else { (0, node) })
                    .collect(),
            ),
            (
                "two to two",
                (0..half)
                    .flat_map(|left| (half..count).map(move |right| (left, right)))
                    .collect(),
            ),
        ]
    }

    /// Where a node is: its column, and its place in it.
    fn spot(columns: &[Vec<usize>], node: usize) -> (usize, usize) {
        let column = |at: &usize| columns[*at].contains(&node);
        let at = (0..columns.len())
            .find(column)
            .expect("every node is placed");
        let row = columns[at].iter().position(|it| *it == node);
        (at, row.expect("it is in its column"))
    }

    /// How many pairs of old nodes stand the other way round after a node was
    /// added.
    fn turned(before: &[Vec<usize>], after: &[Vec<usize>], old: usize) -> usize {
        let mut count = 0;
        for a in 0..old {
            for b in a + 1..old {
                let (a0, b0) = (spot(before, a), spot(before, b));
                let (a1, b1) = (spot(after, a), spot(after, b));
                let sides = (a0.0.cmp(&b0.0), a1.0.cmp(&b1.0));
                let rows = a0.0 == b0.0 && a1.0 == b1.0;
                count += usize::from(sides.0 == sides.1.reverse() && sides.0.is_ne());
                count += usize::from(rows && a0.1.cmp(&b0.1) != a1.1.cmp(&b1.1));
            }
        }
        count
    }

    #[test]
    fn what_is_added_turns_nothing_round() {
        for count in 2..=20 {
            for (name, edges) in shapes(count) {
                let before = columns(count, &edges);
                for neighbour in 0..count {
                    for new in [(neighbour, count), (count, neighbour)] {
                        let mut more = edges.clone();
                        more.push(new);
                        let after = columns(count + 1, &more);
                        let case = format!("{name} of {count} with {new:?}");
                        assert_eq!(turned(&before, &after, count), 0, "{case}");
                    }
                }
            }
        }
    }
}
