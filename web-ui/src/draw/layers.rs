//! Columns from left to right and the order within each: a small layered
//! drawing of a graph (Sugiyama's steps: break cycles, longest path, order by
//! the mean place of the neighbours). Not a general one: a stage has tens of
//! cards, not thousands.

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

fn order(columns: &mut [Vec<usize>], edges: &[(usize, usize)]) {
    let mut best = columns.to_vec();
    let mut fewest = crossings(columns, edges);
    for sweep in 0..SWEEPS {
        let forward = sweep % 2 == 0;
        sweep_once(columns, edges, forward);
        let now = crossings(columns, edges);
        if now < fewest {
            fewest = now;
            best = columns.to_vec();
        }
    }
    columns.clone_from_slice(&best);
}

fn sweep_once(columns: &mut [Vec<usize>], edges: &[(usize, usize)], forward: bool) {
    for step in 0..columns.len() {
        let at = if forward {
            step
        } else {
            columns.len() - 1 - step
        };
        let places = places(columns);
        let mean = |node: usize| mean_place(node, edges, &places, forward);
        let mut keyed: Vec<(f64, usize)> = columns[at]
            .iter()
            .map(|node| (mean(*node).unwrap_or(places[*node]), *node))
            .collect();
        keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
        columns[at] = keyed.into_iter().map(|(_, node)| node).collect();
    }
}

/// The place of each node in its column, centred: 0 is the middle.
fn places(columns: &[Vec<usize>]) -> Vec<f64> {
    let nodes = columns.iter().map(Vec::len).sum();
    let mut places = vec![0.0; nodes];
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

fn crossings(columns: &[Vec<usize>], edges: &[(usize, usize)]) -> usize {
    let places = places(columns);
    let mut count = 0;
    for (i, a) in edges.iter().enumerate() {
        for b in &edges[i + 1..] {
            let left = places[a.0] - places[b.0];
            let right = places[a.1] - places[b.1];
            count += usize::from(left * right < 0.0);
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
}
