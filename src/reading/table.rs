//! The result as text for a terminal.

use std::fmt::Write as _;

use super::score::{Figure, ReadingScore};

/// The result in lines of plain text.
pub(crate) fn to_text(score: &ReadingScore) -> String {
    let mut text = format!(
        "Sheet {}: {} pairs, {} with a value of the program\n\n",
        score.sheet, score.pairs, score.pairs_with_tool_value
    );
    for r in &score.readers {
        let _ = writeln!(
            text,
            "{}: {} rated, {} cannot judge, {} unanswered",
            r.reader, r.rated, r.cannot_judge, r.unanswered
        );
    }
    text.push_str("\nBetween readers (seven steps)\n");
    for two in &score.between_readers {
        let name = format!("{} and {}", two.readers[0], two.readers[1]);
        line(&mut text, &name, "weighted kappa", &two.kappa);
        line(&mut text, &name, "r", &two.r);
    }
    line(
        &mut text,
        "all readers, mean",
        "weighted kappa",
        &score.readers_kappa,
    );
    line(&mut text, "all readers, mean", "r", &score.readers_r);
    text.push_str("\nWith the program (kappa of less, same, more; r with points of coverage)\n");
    for with in &score.with_tool {
        let name = with.reader.as_deref().unwrap_or("median of readers");
        line(&mut text, name, "weighted kappa", &with.direction_kappa);
        line(&mut text, name, "r", &with.r);
    }
    let _ = write!(
        text,
        "\n95 % intervals by bootstrap over {}",
        score.resampled
    );
    if score.resampled == "pairs" {
        text.push_str("; pairs of one course are not independent, so they are too narrow");
    }
    text.push_str("\nDocumentation and measurement aid, not for diagnosis.\n");
    text
}

fn line(text: &mut String, who: &str, what: &str, figure: &Figure) {
    let said = match (figure.value, figure.ci95) {
        (Some(value), Some([low, high])) => {
            format!(
                "{value:.2} (95 % {low:.2} to {high:.2}), {} pairs",
                figure.pairs
            )
        }
        (Some(value), None) => format!("{value:.2}, {} pairs, no interval", figure.pairs),
        (None, _) => "not measured".to_owned(),
    };
    let _ = write!(text, "  {who}, {what}: {said}");
    if let Some(reason) = &figure.reason {
        let _ = write!(text, ": {reason}");
    }
    text.push('\n');
}
