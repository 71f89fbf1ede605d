use tricholapse::geometry::Point;
use tricholapse::registration::*;
fn med(v: &mut Vec<f64>) -> f64 { v.sort_by(f64::total_cmp); v[v.len() / 2] }
fn pc(v: &[f64], q: f64) -> f64 { let mut v = v.to_vec(); v.sort_by(f64::total_cmp); v[((v.len() - 1) as f64 * q + 0.5) as usize] }
fn main() {
    let root = "/work/shared/data/rendered";
    let mut params: RegistrationParams = RegistrationParams::default();
    if let Ok(j) = std::env::var("P") { params = serde_json::from_str(&j).unwrap(); }
    let finest: usize = std::env::var("FINEST").map(|v| v.parse().unwrap()).unwrap_or(0);
    let mut dirs: Vec<_> = std::fs::read_dir(root).unwrap().map(|d| d.unwrap().path()).collect();
    dirs.sort();
    let mut all: std::collections::BTreeMap<usize, (String, Vec<f64>, Vec<f64>)> = Default::default();
    for d in dirs {
        let t: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(d.join("truth/truth.json")).unwrap()).unwrap();
        let photos = t["photos"].as_array().unwrap();
        let load = |p: &serde_json::Value| { image::open(d.join("photos").join(p["file"].as_str().unwrap())).unwrap().to_rgb8() };
        let lm = |p: &serde_json::Value| -> Vec<Point> { p["landmarks"].as_array().unwrap().iter().map(|q| Point::new(q[0].as_f64().unwrap(), q[1].as_f64().unwrap())).collect() };
        let im0 = load(&photos[0]);
        let w = im0.width() as f64;
        let r = prepare(&im0, &params);
        let l0 = lm(&photos[0]);
        for p in &photos[1..] {
            let m = prepare(&load(p), &params);
            let lmv = lm(p);
            let t0 = std::time::Instant::now();
            let res = explore(&r, &m, &params, finest);
            let dt = t0.elapsed().as_secs_f64() * 1e3;
            let mut line = format!("{:22} {:5.0}ms ", d.file_name().unwrap().to_str().unwrap(), dt);
            for (i, (name, c, o, tr)) in res.iter().enumerate() {
                let mut e: Vec<f64> = l0.iter().zip(&lmv).filter_map(|(a, b)| tr.reference_from_moving(*b).map(|q| 1000.0 * q.distance(*a) / w)).collect();
                let n = e.len();
                let md = if n > 0 { med(&mut e) } else { 999.0 };
                line += &format!("| {name} c{c:.2} o{o:.2} {md:5.1} {:5.1} n{n} ", if n > 0 { pc(&e, 0.9) } else { 999.0 });
                let a = all.entry(i).or_insert((name.split(' ').next().unwrap().to_string(), vec![], vec![]));
                a.1.push(md); a.2.push(if n>0 {pc(&e, 0.9)} else {999.0});
            }
            println!("{line}");
        }
    }
    for (_, (n, v, p)) in &all { println!("{n:8} median {:.2} p90 {:.2} worst {:.2}  median-of-p90 {:.2}", pc(v, 0.5), pc(v, 0.9), pc(v, 1.0), pc(p, 0.5)); }
}
