use tricholapse::geometry::Point;
use tricholapse::registration::*;
fn pc(v: &[f64], q: f64) -> f64 {
    if v.is_empty() {
        return f64::NAN;
    }
    let mut v = v.to_vec();
    v.sort_by(f64::total_cmp);
    v[((v.len() - 1) as f64 * q + 0.5) as usize]
}
fn show(r: &Registration) -> String {
    format!(
        "{:?} {:?} res {:?} ov {:.2} sc {:.3} rot {:.1} tilt {:.1} fb {:.1} held {:.3} clear {} agree {} of {} {}",
        r.status,
        r.model,
        r.residual_permille.map(|v| (v * 10.0).round() / 10.0),
        r.overlap,
        r.head_size_ratio,
        r.rotation_deg,
        r.tilt_deg.unwrap_or(f64::NAN),
        r.forward_backward_permille.unwrap_or(f64::NAN),
        r.heldout_correlation,
        r.blocks_clear,
        r.blocks_agreeing,
        r.blocks,
        r.reason.as_deref().unwrap_or("")
    )
}
fn main() {
    let mode = std::env::args().nth(1).unwrap_or("eval".into());
    let root = "/work/shared/data/rendered";
    let mut params: RegistrationParams = RegistrationParams::default();
    if let Ok(j) = std::env::var("P") {
        params = serde_json::from_str(&j).unwrap();
    }
    if mode == "files" {
        let f: Vec<String> = std::env::args().skip(2).collect();
        let pr: Vec<_> = f
            .iter()
            .map(|f| prepare(&image::open(f).unwrap().to_rgb8(), &params))
            .collect();
        for m in &pr[1..] {
            println!("{}", show(&register(&pr[0], m, None, &params)));
        }
        return;
    }
    if mode == "cross" {
        // every pair of a list (first line: each is different person) ; random subset
        let f: Vec<String> = std::env::args().skip(2).collect();
        let pr: Vec<_> = f
            .iter()
            .map(|f| prepare(&image::open(f).unwrap().to_rgb8(), &params))
            .collect();
        let mut seed = 12345u64;
        for _ in 0..200 {
            let mut next = || {
                seed = seed
                    .wrapping_mul(6364136223846793005)
                    .wrapping_add(1442695040888963407);
                (seed >> 33) as usize
            };
            let (i, j) = (next() % pr.len(), next() % pr.len());
            if i == j {
                continue;
            }
            println!("{i} {j} {}", show(&register(&pr[i], &pr[j], None, &params)));
        }
        return;
    }
    let mut dirs: Vec<_> = std::fs::read_dir(root)
        .unwrap()
        .map(|d| d.unwrap().path())
        .collect();
    dirs.sort();
    let (mut v, mut p90, mut times) = (vec![], vec![], vec![]);
    let mut bases = vec![];
    let mut others = vec![];
    for d in &dirs {
        let t: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(d.join("truth/truth.json")).unwrap())
                .unwrap();
        let photos = t["photos"].as_array().unwrap();
        let load = |p: &serde_json::Value| {
            image::open(d.join("photos").join(p["file"].as_str().unwrap()))
                .unwrap()
                .to_rgb8()
        };
        let lm = |p: &serde_json::Value| -> Vec<Point> {
            p["landmarks"]
                .as_array()
                .unwrap()
                .iter()
                .map(|q| Point::new(q[0].as_f64().unwrap(), q[1].as_f64().unwrap()))
                .collect()
        };
        let im0 = load(&photos[0]);
        let w = im0.width() as f64;
        let r = prepare(&im0, &params);
        let l0 = lm(&photos[0]);
        for p in &photos[1..] {
            let m = prepare(&load(p), &params);
            if mode == "eval" {
                let lmv = lm(p);
                let t0 = std::time::Instant::now();
                let res = register(&r, &m, None, &params);
                let dt = t0.elapsed().as_secs_f64() * 1e3;
                times.push(dt);
                let e: Vec<f64> = match &res.transform {
                    Some(tr) => l0
                        .iter()
                        .zip(&lmv)
                        .filter_map(|(a, b)| {
                            tr.reference_from_moving(*b)
                                .map(|q| 1000.0 * q.distance(*a) / w)
                        })
                        .collect(),
                    None => vec![],
                };
                println!(
                    "{:20} {dt:4.0}ms {:5.1} {:5.1} n{} {}",
                    d.file_name().unwrap().to_str().unwrap(),
                    pc(&e, 0.5),
                    pc(&e, 0.9),
                    e.len(),
                    show(&res)
                );
                v.push(pc(&e, 0.5));
                p90.push(pc(&e, 0.9));
            }
            others.push((d.file_name().unwrap().to_str().unwrap().to_string(), m));
        }
        bases.push((d.file_name().unwrap().to_str().unwrap().to_string(), r));
    }
    if mode == "eval" {
        println!(
            "median {:.2} p90 {:.2} worst {:.2} median-of-p90 {:.2} time median {:.0}",
            pc(&v, 0.5),
            pc(&v, 0.9),
            pc(&v, 1.0),
            pc(&p90, 0.5),
            pc(&times, 0.5)
        );
    }
    if mode == "impostor" {
        for (bn, b) in &bases {
            for (on, o) in &others {
                if bn != on {
                    println!("{bn} <- {on}: {}", show(&register(b, o, None, &params)));
                }
            }
        }
    }
}
